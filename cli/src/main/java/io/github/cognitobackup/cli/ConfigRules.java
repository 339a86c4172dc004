package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.kms.KmsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What is wrong with a value of a configuration file only because of another one, or its lack. */
final class ConfigRules {

  private final Path file;
  private final Function<String, OptionSpec> options;
  private final Map<Setting, ConfigFile.Value> values;

  ConfigRules(
      Path file, Function<String, OptionSpec> options, Map<Setting, ConfigFile.Value> values) {
    this.file = file;
    this.options = options;
    this.values = values;
  }

  /** Checks all; empty texts that stand for nothing are taken out. */
  void check() {
    checkKms();
    checkEncryptionByS3();
    checkExclusions();
  }

  private void checkKms() {
    ConfigFile.Value enabled = values.get(Settings.ENABLED);
    if (enabled == null) {
      return; // the file has no section kms
    }
    String keyId = text(Settings.KEY_ID);
    try {
      new KmsConfig(Boolean.parseBoolean(enabled.text()), keyId, text(Settings.REGION));
    } catch (IllegalArgumentException e) {
      throw at(enabled.line(), String.valueOf(e.getMessage()));
    }
    values
        .entrySet()
        .removeIf(entry -> Settings.mayBeEmpty(entry.getKey().path()) && isEmpty(entry.getValue()));
    requireBeside("kms.decrypt_key_ids", Settings.KEY_ID.path());
  }

  private @Nullable String text(Setting setting) {
    ConfigFile.Value value = values.get(setting);
    return value == null ? null : value.text();
  }

  private static boolean isEmpty(ConfigFile.Value value) {
    return value.text().isEmpty();
  }

  private void checkEncryptionByS3() {
    requireBeside("storage.s3_sse_key_id", "storage.s3_sse");
    find("storage.s3_sse")
        .ifPresent(
            sse -> {
              boolean ownKey = !sse.text().equalsIgnoreCase("s3");
              if (ownKey != find("storage.s3_sse_key_id").isPresent()) {
                throw at(
                    sse.line(),
                    ownKey
                        ? "storage.s3_sse wants the key: give storage.s3_sse_key_id"
                        : "storage.s3_sse_key_id goes with storage.s3_sse kms or dsse");
              }
            });
  }

  /** Options that exclude each other on the command line do so in the file. */
  private void checkExclusions() {
    List<Setting> told = values.keySet().stream().filter(this::says).toList();
    for (Setting one : told) {
      for (Setting other : told) {
        if (told.indexOf(one) < told.indexOf(other) && Config.exclude(option(one), option(other))) {
          throw at(
              value(other).line(),
              other.path()
                  + " and "
                  + one.path()
                  + " (line "
                  + value(one).line()
                  + ") exclude each other");
        }
      }
    }
  }

  private boolean says(Setting setting) {
    return !(option(setting).typeInfo().isBoolean() && value(setting).text().equals("false"));
  }

  private OptionSpec option(Setting setting) {
    return options.apply(setting.option());
  }

  private ConfigFile.Value value(Setting setting) {
    return find(setting.path()).orElseThrow();
  }

  private Optional<ConfigFile.Value> find(String path) {
    return Settings.at(path).map(values::get);
  }

  private void requireBeside(String path, String needed) {
    find(path)
        .filter(value -> !value.texts().isEmpty() && find(needed).isEmpty())
        .ifPresent(
            value -> {
              throw at(value.line(), path + " goes with " + needed + ", which is not there");
            });
  }

  private IllegalArgumentException at(int line, String message) {
    return ConfigFile.at(file, line, message);
  }
}
