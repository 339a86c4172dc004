package io.github.cognitobackup.cli;

import io.github.cognitobackup.storage.s3.S3StorageBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** How buckets are called, and how what is written there is kept. */
final class S3Options {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--s3-path-style",
      description =
          "For servers other than Amazon S3: name the bucket in the path, send bodies as they are,"
              + " and checksums only where S3 demands them.")
  private boolean pathStyle;

  @Option(
      names = "--s3-insecure-without-conditional-writes",
      description =
          "For servers that ignore If-None-Match: look whether a key is free before writing. Two that"
              + " write the same key at once can overwrite each other.")
  private boolean withoutConditionalWrites;

  @Option(
      names = "--s3-expected-owner",
      paramLabel = "ACCOUNT",
      converter = AccountConverter.class,
      description = "The account that the bucket must belong to, 12 digits.")
  private @Nullable String expectedOwner;

  @Option(
      names = "--s3-sse",
      paramLabel = "s3|kms|dsse",
      converter = EncryptionConverter.class,
      description =
          "Let S3 encrypt what it stores, besides the sealing: with its own keys, or with the KMS"
              + " key of --s3-sse-key-id, once or twice.")
  private @Nullable Encryption encryption;

  @Option(
      names = "--s3-sse-key-id",
      paramLabel = "KEY",
      description = "The KMS key of --s3-sse; another one than that which seals.")
  private @Nullable String encryptionKeyId;

  @Option(
      names = "--s3-storage-class",
      paramLabel = "CLASS",
      converter = StorageClassConverter.class,
      description = "The storage class of what is written, such as STANDARD_IA.")
  private @Nullable StorageClass storageClass;

  @Option(
      names = "--s3-object-lock",
      paramLabel = "MODE:DAYS",
      converter = LockConverter.class,
      description =
          "Make what is written immutable (Object Lock), such as governance:30 or compliance:30.")
  private @Nullable Lock lock;

  @Option(
      names = "--s3-tag",
      paramLabel = "NAME=VALUE",
      description = "Tag what is written. May be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  S3Options() {}

  /** How S3 encrypts by itself. */
  private enum Encryption {
    S3,
    KMS,
    DSSE
  }

  /**
   * Object Lock.
   *
   * @param mode who may lift it
   * @param retention for how long
   */
  private record Lock(ObjectLockMode mode, Duration retention) {}

  /** Makes a client; the caller closes it. */
  S3Client client() {
    S3ClientBuilder client = S3Client.builder();
    if (pathStyle) {
      client
          .forcePathStyle(true)
          .serviceConfiguration(other -> other.chunkedEncodingEnabled(false))
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return client.build();
  }

  /** Sets the options on the builder of a storage. */
  void applyTo(S3StorageBuilder storage) {
    if (withoutConditionalWrites) {
      storage.insecureWithoutConditionalWrites();
    }
    if (expectedOwner != null) {
      storage.expectedBucketOwner(expectedOwner);
    }
    if (encryption == Encryption.S3 || encryption == null) {
      if (encryptionKeyId != null) {
        throw misuse("--s3-sse-key-id goes with --s3-sse kms or --s3-sse dsse");
      }
    } else if (encryptionKeyId == null) {
      throw misuse("--s3-sse kms and --s3-sse dsse want the key: give --s3-sse-key-id KEY");
    }
    if (encryption == Encryption.S3) {
      storage.encryptedByS3();
    } else if (encryption == Encryption.KMS && encryptionKeyId != null) {
      storage.encryptedByKms(encryptionKeyId);
    } else if (encryption == Encryption.DSSE && encryptionKeyId != null) {
      storage.encryptedTwiceByKms(encryptionKeyId);
    }
    if (storageClass != null) {
      storage.storageClass(storageClass);
    }
    if (lock != null) {
      storage.objectLock(lock.mode(), lock.retention());
    }
    if (!tags.isEmpty()) {
      storage.tags(tags);
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static final class AccountConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!text.matches("\\d{12}")) {
        throw new TypeConversionException("'" + text + "' is no account: it has 12 digits");
      }
      return text;
    }
  }

  private static final class EncryptionConverter implements ITypeConverter<Encryption> {

    @Override
    public Encryption convert(String text) {
      try {
        return Encryption.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is none of s3, kms, dsse");
      }
    }
  }

  private static final class StorageClassConverter implements ITypeConverter<StorageClass> {

    @Override
    public StorageClass convert(String text) {
      return Arrays.stream(StorageClass.values())
          .filter(known -> known.toString().equals(text.toUpperCase(Locale.ROOT)))
          .filter(known -> known != StorageClass.UNKNOWN_TO_SDK_VERSION)
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is none of " + StorageClass.knownValues()));
    }
  }

  private static final class LockConverter implements ITypeConverter<Lock> {

    private static final Pattern FORM =
        Pattern.compile("(governance|compliance):([1-9]\\d{0,4})", Pattern.CASE_INSENSITIVE);

    @Override
    public Lock convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no lock; write it as governance:DAYS or compliance:DAYS");
      }
      return new Lock(
          ObjectLockMode.fromValue(form.group(1).toUpperCase(Locale.ROOT)),
          Duration.ofDays(Long.parseLong(form.group(2))));
    }
  }
}
