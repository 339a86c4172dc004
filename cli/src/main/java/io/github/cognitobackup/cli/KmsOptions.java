package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.kms.KmsConfig;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.kms.KmsClient;

/** The KMS key, and how KMS is called. */
final class KmsOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"--kms-key-id", "-k"},
      paramLabel = "KEY",
      converter = KeyConverter.class,
      description = "KMS key: its id, ARN, alias/NAME or the ARN of an alias.")
  private @Nullable String keyId;

  @Option(
      names = "--kms-region",
      paramLabel = "REGION",
      converter = RegionConverter.class,
      description =
          "The Region that KMS is called in, and nothing else. Default: that of the key's ARN, else"
              + " as for the other services.")
  private @Nullable String region;

  @Option(
      names = "--encryption-context",
      paramLabel = "NAME=VALUE",
      converter = {ContextNameConverter.class, TextConverter.class},
      description =
          "Bind data keys to this encryption context; what was sealed under one opens under the same"
              + " one only. No secret. May be repeated.")
  private Map<String, String> encryptionContext = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  KmsOptions() {}

  boolean given() {
    return keyId != null;
  }

  /** The key's name, which must be given. */
  String keyId() {
    if (keyId == null) {
      throw new ParameterException(command.commandLine(), "name the KMS key with --kms-key-id KEY");
    }
    return keyId;
  }

  KmsConfig config() {
    return new KmsConfig(given(), keyId, region);
  }

  Map<String, String> encryptionContext() {
    return encryptionContext;
  }

  /** Begins the encryptor of the key, under the context. */
  KmsEncryptor.Builder encryptor(KmsClient client) {
    return config().encryptor(client).encryptionContext(encryptionContext);
  }

  /** Makes a client; the caller closes it. */
  KmsClient client() {
    return config().configure(KmsClient.builder()).build();
  }

  /** Checks the name of a key. */
  static final class KeyConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      return String.valueOf(checked(requireText(text), null).keyId());
    }
  }

  private static final class RegionConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      return String.valueOf(checked("alias/any", requireText(text)).region());
    }
  }

  /** The section of the file has an empty text for none; an option is left out. */
  private static String requireText(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("it is empty: leave it out, or give it a value");
    }
    return text;
  }

  private static KmsConfig checked(String keyId, @Nullable String region) {
    try {
      return new KmsConfig(true, keyId, region);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(Failure.inOptions(String.valueOf(e.getMessage())));
    }
  }

  private static final class ContextNameConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (text.isBlank() || text.startsWith("aws:")) {
        throw new TypeConversionException(
            "'" + text + "': a name is not blank and does not begin with aws:");
      }
      return text;
    }
  }

  private static final class TextConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      return text;
    }
  }
}
