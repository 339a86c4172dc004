package io.github.cognitobackup.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that the configuration file knows, one line for each name. {@code docs/config.schema.json}
 * and {@code docs/configuration.md} say the same, and a test holds them together.
 */
final class Settings {

  /** Whether archives are sealed: the reverse of {@code --insecure-plaintext}. */
  static final Setting ENABLED =
      Setting.of("kms.enabled", "--insecure-plaintext").yieldingTo("--kms-key-id");

  static final Setting KEY_ID = Setting.of("kms.key_id", "--kms-key-id");

  static final Setting REGION = Setting.of("kms.region", "--kms-region");

  static final Setting ACCEPT_PLAINTEXT =
      Setting.of("options.accept_plaintext", "--accept-plaintext");

  static final List<Setting> ALL =
      List.of(
          ENABLED,
          KEY_ID,
          REGION,
          Setting.of("kms.decrypt_key_ids", "--decrypt-key-id"),
          Setting.of("kms.encryption_context", "--encryption-context"),
          Setting.of("storage.uri", "--storage"),
          Setting.of("storage.s3_path_style", "--s3-path-style"),
          Setting.of(
              "storage.s3_insecure_without_conditional_writes",
              "--s3-insecure-without-conditional-writes"),
          Setting.of("storage.s3_expected_owner", "--s3-expected-owner"),
          Setting.of("storage.s3_sse", "--s3-sse"),
          Setting.of("storage.s3_sse_key_id", "--s3-sse-key-id").yieldingTo("--s3-sse"),
          Setting.of("storage.s3_storage_class", "--s3-storage-class"),
          Setting.of("storage.s3_object_lock", "--s3-object-lock"),
          Setting.of("storage.s3_tags", "--s3-tag"),
          Setting.of("pools", "--user-pool-id"),
          ACCEPT_PLAINTEXT,
          Setting.of("options.quota_share", "--quota-share"),
          Setting.of("options.no_pacing", "--no-pacing"),
          Setting.of("options.patience", "--patience"),
          Setting.of("options.update_existing", "--update-existing"),
          Setting.of("options.unconfirmed", "--unconfirmed"),
          Setting.of("options.passwords", "--passwords"),
          Setting.of("options.rewrite_arns", "--rewrite-arn"),
          Setting.of("options.with_restores", "--with-restores"),
          Setting.of("options.max_shrink", "--max-shrink"),
          Setting.of("options.keep_last", "--keep-last"),
          Setting.of("options.keep_daily", "--keep-daily"),
          Setting.of("options.keep_weekly", "--keep-weekly"),
          Setting.of("options.keep_monthly", "--keep-monthly"),
          Setting.of("options.keep_yearly", "--keep-yearly"),
          Setting.of("options.keep_within", "--keep-within"),
          Setting.of("options.keep_plain", "--keep-plain"),
          Setting.of("options.keep_old", "--keep-old"));

  /** Options that say what one run is asked for, and so have no place in a file. */
  static final List<String> COMMAND_LINE_ONLY =
      List.of(
          "--config",
          "--help",
          "--version",
          "--json",
          "--verbose",
          "--into-pool",
          "--into-new-pool",
          "--from",
          "--to",
          "--pool",
          "--all",
          "--dry-run",
          "--accept-unverifiable",
          "--delete",
          "--trust-receipts",
          "--from-key-id",
          "--limit",
          "--record",
          "--verify",
          "--users",
          "--rules",
          "--write-rules",
          "--target-account",
          "--second-factors",
          "--input",
          "--output",
          "--format",
          "--spec",
          "--test");

  private Settings() {}

  /** Where other writers of the kms section put an empty text for none. */
  static boolean mayBeEmpty(String path) {
    return path.equals(KEY_ID.path()) || path.equals(REGION.path());
  }

  static Optional<Setting> at(String path) {
    return ALL.stream().filter(setting -> setting.path().equals(path)).findFirst();
  }

  static boolean isSection(String path) {
    return ALL.stream().anyMatch(setting -> setting.path().startsWith(path + "."));
  }

  /** The names that a section, or the file itself under the empty path, may have. */
  static List<String> namesIn(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    return ALL.stream()
        .map(Setting::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).replaceAll("\\..*", ""))
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
