package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Says what an error of KMS means here, and what to do next. */
final class KmsFailure {

  private static final Set<String> DENIED =
      Set.of("AccessDeniedException", "AccessDenied", "NotAuthorized");

  private KmsFailure() {}

  static RuntimeException of(String operation, String keyId, SdkException e) {
    return of(operation, Map.of(keyId, e));
  }

  /** Reports the answers about several keys, those that are alike together. */
  static RuntimeException of(String operation, Map<String, SdkException> answers) {
    SdkException cause = telling(answers);
    String names = String.join(", ", answers.keySet());
    if (isInterruption(cause)) {
      Thread.currentThread().interrupt();
      return new WorkInterruptedException(
          String.format(
              Locale.ROOT,
              "KMS %s with key %s: the thread was interrupted during the call; call again"
                  + " to retry",
              operation,
              names));
    }
    Optional<CredentialsException> fault =
        answers.entrySet().stream()
            .flatMap(
                answer ->
                    credentialsFault(
                        "KMS " + operation + " with key " + answer.getKey(), answer.getValue())
                        .stream())
            .findFirst();
    if (fault.isPresent()) {
      return fault.get();
    }
    String message = "KMS " + operation + explained(operation, answers);
    if (answers.values().stream().anyMatch(KmsFailure::isTransient)) {
      return KeyUnavailableException.ofTransient(names, message, cause);
    }
    return answers.values().stream().allMatch(answer -> concernsDataKey(operation, answer))
        ? KeyUnavailableException.ofDataKey(names, message, cause)
        : new KeyUnavailableException(names, message, cause);
  }

  /** The answer that tells most: that the data key is under another key is the usual one. */
  private static SdkException telling(Map<String, SdkException> answers) {
    return answers.values().stream()
        .filter(answer -> !(answer instanceof IncorrectKeyException))
        .findFirst()
        .orElseGet(() -> answers.values().iterator().next());
  }

  private static String explained(String operation, Map<String, SdkException> answers) {
    boolean alike = answers.values().stream().allMatch(IncorrectKeyException.class::isInstance);
    Map<String, List<String>> names = new LinkedHashMap<>();
    answers.forEach(
        (name, answer) ->
            names
                .computeIfAbsent(
                    answer instanceof IncorrectKeyException && !alike
                        ? "the archive was sealed under another key"
                        : explain(operation, answer),
                    explanation -> new ArrayList<>())
                .add(name));
    return names.entrySet().stream()
        .map(entry -> " with key " + String.join(", ", entry.getValue()) + ": " + entry.getKey())
        .collect(Collectors.joining(";"));
  }

  /** Whether the thread was interrupted, as far as the lack of an answer can tell. */
  static boolean isInterruption(SdkException e) {
    if (e instanceof AwsServiceException) {
      return false;
    }
    return e instanceof AbortedException
        || Thread.currentThread().isInterrupted()
        || hasCause(e, InterruptedException.class)
        || hasCause(e, ClosedByInterruptException.class);
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the identity is refused, or there is none, whatever the key. */
  static boolean concernsCaller(SdkException e) {
    return credentialsFault("KMS", e).isPresent();
  }

  private static Optional<CredentialsException> credentialsFault(String what, SdkException e) {
    return CredentialsException.of(
        what, e instanceof AwsServiceException answer ? code(answer) : null, e);
  }

  /** Whether the same call may succeed later by itself. */
  private static boolean isTransient(SdkException e) {
    return e instanceof AwsServiceException answer
        ? answer.isThrottlingException() || answer.statusCode() >= 500
        : !concernsCaller(e);
  }

  private static boolean concernsDataKey(String operation, SdkException e) {
    return !operation.equals("GenerateDataKey")
        && e instanceof AwsServiceException answer
        && (isOf(answer, IncorrectKeyException.class, InvalidCiphertextException.class)
            || code(answer).equals("ValidationException"));
  }

  static boolean isDenied(SdkException e) {
    return e instanceof AwsServiceException answer && DENIED.contains(code(answer));
  }

  private static String explain(String operation, SdkException e) {
    return e instanceof AwsServiceException answer
        ? explainAnswer(operation, answer)
        : "KMS cannot be reached. Check the network, the Region and the endpoint, and try again";
  }

  private static String explainAnswer(String operation, AwsServiceException e) {
    // KMS answers either exception for a key that waits for its deletion
    if (isOf(e, DisabledException.class, KmsInvalidStateException.class) && pendsDeletion(e)) {
      return "the key is pending deletion, after which nothing sealed under it can be opened ever"
          + " again. Cancel that now (aws kms cancel-key-deletion), then enable the key";
    }
    if (e instanceof DisabledException) {
      return "the key is disabled. Enable it (aws kms enable-key), or ask its owner why it was"
          + " disabled; wait a few minutes after that";
    }
    if (e instanceof KmsInvalidStateException) {
      return "the key is in a state in which it cannot be used. Check KeyState in aws kms"
          + " describe-key: it may be waiting for deletion, for key material, or for its"
          + " creation to finish";
    }
    if (e instanceof NotFoundException) {
      return "there is no such key or alias in the client's account and Region. Check the name and"
          + " the Region; a key of another account is named by its ARN";
    }
    if (e instanceof IncorrectKeyException && operation.equals("ReEncrypt")) {
      return "the archive was sealed under none of these keys. Add its key to fromKeyIds, by its"
          + " ARN, if it is yours";
    }
    if (e instanceof IncorrectKeyException) {
      return "the archive was sealed under another key. Add that key to decryptKeyIds, by"
          + " its ARN: it may be the former target of an alias";
    }
    if (e instanceof InvalidCiphertextException) {
      return "the encrypted data key cannot be decrypted: the encryption context differs"
          + " from the one used for sealing, or the archive's header is damaged. Set the"
          + " context used for sealing, or use another archive";
    }
    if (isOf(e, InvalidKeyUsageException.class, InvalidArnException.class)
        || code(e).equals("ValidationException")) {
      return "KMS finds the request invalid. Name a symmetric encryption key (ENCRYPT_DECRYPT);"
          + " when an archive is opened, its header may be damaged";
    }
    return explainCode(operation, e);
  }

  private static String explainCode(String operation, AwsServiceException e) {
    String code = code(e);
    if (DENIED.contains(code)) {
      return String.format(
              Locale.ROOT,
              "access is denied. Allow %s to this identity, in the key policy and in IAM;",
              operation.equals("ReEncrypt")
                  ? "kms:ReEncryptFrom on the former and on the new key and kms:ReEncryptTo on"
                      + " the new one"
                  : "kms:" + operation + " on the key")
          + " a condition on the encryption context must match";
    }
    if (e.isThrottlingException()) {
      return "KMS throttles the account's requests. Try again later, and check its"
          + " request quotas";
    }
    if (e.statusCode() >= 500) {
      return String.format(
          Locale.ROOT, "KMS is failing (HTTP %d). Try again later", e.statusCode());
    }
    return String.format(
        Locale.ROOT,
        "KMS refuses with %s (HTTP %d). See its description in the KMS API reference",
        code.isEmpty() ? "an unnamed error" : code,
        e.statusCode());
  }

  private static boolean isOf(AwsServiceException e, Class<?> one, Class<?> other) {
    return one.isInstance(e) || other.isInstance(e);
  }

  private static boolean pendsDeletion(AwsServiceException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).replace(" ", "");
    return message.contains("pendingdeletion") || message.contains("pendingreplicadeletion");
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }
}
