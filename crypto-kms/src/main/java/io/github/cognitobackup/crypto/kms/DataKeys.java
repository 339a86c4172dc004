package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.error.InvalidDataKeyException;
import io.github.cognitobackup.error.InvalidDataKeyException.Reason;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Makes data keys for use elsewhere, and validates stored ones (ADR-001, {@code generate-datakey}
 * and {@code validate-datakey}). Archives need none of it: {@link KmsEncryptor} makes a data key of
 * its own for each.
 *
 * <pre>{@code
 * DataKeys keys = DataKeys.of(kms);
 * try (DataKeyDocument made = keys.generate("alias/cognito-backup-key", KeySpec.AES_256)) {
 *   made.write(Path.of("datakey.json"), DataKeyDocument.Format.JSON);
 * }
 * try (DataKeyDocument stored = DataKeyDocument.read(Path.of("datakey.json"))) {
 *   keys.validate(stored, "alias/cognito-backup-key");
 * }
 * }</pre>
 *
 * <p><b>Errors.</b> A {@link KeyUnavailableException} tells what KMS has against the key: there is
 * none such, it is disabled or pending deletion, access is denied. An {@link
 * InvalidDataKeyException} tells what is wrong with the stored data key.
 *
 * <p>Thread-safe. The client stays the caller's to close; its Region is the key's, its retries are
 * the ones that are used.
 */
public final class DataKeys {

  private final KmsClient client;
  private final Map<String, String> encryptionContext;
  private final Clock clock;

  DataKeys(KmsClient client, Map<String, String> encryptionContext, Clock clock) {
    this.client = Objects.requireNonNull(client, "client");
    this.encryptionContext = encryptionContext;
    this.clock = clock;
  }

  /**
   * Makes data keys without an encryption context, as ADR-001 does.
   *
   * @param client the client, which stays the caller's to close
   * @return for that client
   */
  public static DataKeys of(KmsClient client) {
    return new DataKeys(client, Map.of(), Clock.systemUTC());
  }

  /**
   * Binds data keys to an encryption context, which a key policy can demand. It is no secret, and
   * it is not stored with the data key; see {@link KmsEncryptor.Builder#encryptionContext}.
   *
   * @param encryptionContext names and values
   * @return the same under that context
   * @throws IllegalArgumentException when a name is blank or begins with {@code aws:}
   */
  public DataKeys withEncryptionContext(Map<String, String> encryptionContext) {
    return new DataKeys(client, EncryptionContext.checked(encryptionContext), clock);
  }

  /**
   * Makes a fresh data key: one {@code GenerateDataKey}.
   *
   * @param keyId the KMS key: its id, ARN, alias or the ARN of an alias
   * @param spec the kind of data key
   * @return the key, which the caller closes
   * @throws KeyUnavailableException when KMS refuses or cannot be reached
   * @throws IllegalArgumentException when the key id is blank or longer than 2,048 characters
   */
  public DataKeyDocument generate(String keyId, KeySpec spec) {
    String name = KeyName.in(client, KeyName.checked("keyId", keyId));
    GenerateDataKeyResponse made;
    try {
      made =
          client.generateDataKey(
              request ->
                  request.keyId(name).keySpec(spec.kms()).encryptionContext(encryptionContext));
    } catch (SdkException e) {
      throw KmsFailure.of("GenerateDataKey", keyId, e);
    }
    byte[] plaintext = made.plaintext().asByteArrayUnsafe();
    try {
      if (plaintext.length != spec.length()) {
        throw new KeyUnavailableException(
            keyId,
            String.format(
                Locale.ROOT,
                "KMS made a data key of %d bytes under %s, not the %d of %s: check the endpoint",
                plaintext.length,
                keyId,
                spec.length(),
                spec),
            null);
      }
      return new DataKeyDocument(
          "the data key",
          made.keyId(),
          made.ciphertextBlob().asByteArray(),
          plaintext.clone(),
          spec,
          clock.instant().truncatedTo(ChronoUnit.SECONDS));
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /**
   * Makes a data key for tests, without any call: of the same form, but under no KMS key. Its
   * {@code kms_key_id} and its encrypted form say so, and {@link #validate} refuses it.
   *
   * @param spec the kind of data key
   * @return the key, which the caller closes
   */
  public static DataKeyDocument generateTest(KeySpec spec) {
    return TestDataKey.generate(spec, Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Proves that a stored data key is sound: KMS decrypts its encrypted form, by one {@code Decrypt}
   * that names the key, and the result is compared with its plain form in constant time. Where the
   * document names its KMS key by an ARN, that must be the key that decrypted it.
   *
   * @param document the data key, which stays the caller's to close
   * @param keyId the KMS key: its id, ARN, alias or the ARN of an alias
   * @return the ARN of the key that decrypted it
   * @throws InvalidDataKeyException when the data key is a test's, KMS cannot decrypt it, or its
   *     parts do not belong together; {@link InvalidDataKeyException#reason()} tells which
   * @throws KeyUnavailableException when another KMS key encrypted it, or KMS refuses the key or
   *     cannot be reached
   * @throws IllegalArgumentException when the key id is blank or longer than 2,048 characters
   * @throws IllegalStateException when the document is closed
   */
  public String validate(DataKeyDocument document, String keyId) {
    String name = KeyName.in(client, KeyName.checked("keyId", keyId));
    if (document.isTest()) {
      throw new InvalidDataKeyException(
          Reason.TEST,
          document.name()
              + ": this data key was made for tests, without KMS: no KMS key can decrypt it."
              + " Generate one under a KMS key");
    }
    byte[] stored = document.plaintextDataKey();
    byte[] decrypted = {};
    try {
      DecryptResponse answer = decrypt(document, keyId, name);
      decrypted = answer.plaintext().asByteArrayUnsafe();
      if (!MessageDigest.isEqual(stored, decrypted)) {
        throw new InvalidDataKeyException(
            Reason.MISMATCH,
            document.name()
                + ": the plain data key is not what KMS decrypts from the encrypted one: one of the"
                + " two was changed. Do not use it; generate a new one");
      }
      requireNamed(document, answer.keyId());
      return answer.keyId();
    } finally {
      Arrays.fill(stored, (byte) 0);
      Arrays.fill(decrypted, (byte) 0);
    }
  }

  private DecryptResponse decrypt(DataKeyDocument document, String keyId, String name) {
    try {
      return client.decrypt(
          request ->
              request
                  .keyId(name)
                  .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(document.encryptedDataKey()))
                  .encryptionContext(encryptionContext));
    } catch (IncorrectKeyException e) {
      throw KeyUnavailableException.ofDataKey(
          keyId,
          document.name()
              + ": it was encrypted under another KMS key than "
              + keyId
              + document
                  .kmsKeyId()
                  .filter(KeyName::isArn)
                  .map(arn -> "; it names " + arn)
                  .orElse("")
              + ". Validate it with the key that it was generated under",
          e);
    } catch (InvalidCiphertextException e) {
      throw new InvalidDataKeyException(
          Reason.UNDECRYPTABLE,
          document.name()
              + ": KMS cannot decrypt the encrypted data key: it is damaged, or was made under"
              + " another encryption context. Give the context it was made under, else generate a"
              + " new one");
    } catch (SdkException e) {
      throw refused(document, keyId, e);
    }
  }

  /** Whoever may not use the key that they name has often named the wrong one. */
  private static RuntimeException refused(DataKeyDocument document, String keyId, SdkException e) {
    RuntimeException refusal = KmsFailure.of("Decrypt", keyId, e);
    Optional<RuntimeException> wrongKey =
        document
            .kmsKeyId()
            .filter(named -> KmsFailure.isDenied(e) && KeyName.isArn(named) && !named.equals(keyId))
            .map(
                named ->
                    new KeyUnavailableException(
                        keyId,
                        String.format(
                            Locale.ROOT,
                            "%s. See also that it is the right key: %s names %s",
                            refusal.getMessage(),
                            document.name(),
                            named),
                        e));
    return wrongKey.orElse(refusal);
  }

  private static void requireNamed(DataKeyDocument document, String keyArn) {
    String named = document.kmsKeyId().filter(KeyName::isArn).orElse(keyArn);
    if (!KeyName.isSameKey(named, keyArn)) {
      throw new InvalidDataKeyException(
          Reason.MISMATCH,
          String.format(
                  Locale.ROOT,
                  "%s: its kms_key_id is %s, but %s decrypts it: kms_key_id was changed. Do not",
                  document.name(),
                  named,
                  keyArn)
              + " use it; generate a new one");
    }
  }

  /**
   * Returns a text that says nothing.
   *
   * @return always the same
   */
  @Override
  public String toString() {
    return "DataKeys";
  }
}
