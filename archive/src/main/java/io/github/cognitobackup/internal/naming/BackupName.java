package io.github.cognitobackup.internal.naming;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a backup, of this library or of another tool: {@code <stem>[.rN]<type>[.enc]}.
 *
 * @param stem what all forms of one backup have in common, the pool's folder included
 * @param revision 1 where the name tells none
 * @param type what the plain form ends with
 * @param sealed whether it ends with {@code .enc}
 */
public record BackupName(String stem, int revision, String type, boolean sealed) {

  private static final int LAST_REVISION = 999_999;

  private static final Pattern NAME =
      Pattern.compile(
          "(.+?(?<!/))(?:\\.r([2-9]|[1-9]\\d{1,5}))?(\\.tar\\.gz|\\.tgz|\\.json)(\\.enc)?");

  private static final Pattern OF_RESTORES = Pattern.compile("(.*\\.restores|restore-leases)/.*");

  private static final String RECEIPT = ".json";

  /** Reads the key of a backup; empty for receipts, what restores leave, and all else. */
  public static Optional<BackupName> parse(String key) {
    Matcher matcher = NAME.matcher(key);
    if (!matcher.matches() || isOfRestores(key) || isReceipt(key)) {
      return Optional.empty();
    }
    int revision = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    return Optional.of(
        new BackupName(matcher.group(1), revision, matcher.group(3), matcher.group(4) != null));
  }

  /** The key of the receipt beside an archive. */
  public static String receiptOf(String key) {
    return key + RECEIPT;
  }

  /** Whether it is a key of what restores leave: journals, maps of identities, leases. */
  public static boolean isOfRestores(String key) {
    return OF_RESTORES.matcher(key).matches();
  }

  private static boolean isReceipt(String key) {
    return key.endsWith(RECEIPT)
        && parse(key.substring(0, key.length() - RECEIPT.length())).isPresent();
  }

  /** The name of the same revision in its sealed form. */
  public BackupName asSealed() {
    return new BackupName(stem, revision, type, true);
  }

  /** The name of the next revision, as long as there is one. */
  public Optional<BackupName> nextRevision() {
    return revision == LAST_REVISION
        ? Optional.empty()
        : Optional.of(new BackupName(stem, revision + 1, type, sealed));
  }

  /** All sealed revisions of this backup that a storage holds, the oldest first. */
  public List<BackupName> sealedRevisions(Storage storage) {
    try (Stream<ObjectInfo> objects = storage.list(stem + ".")) {
      return objects
          .flatMap(object -> parse(object.key()).stream())
          .filter(other -> other.sealed && other.stem.equals(stem) && other.type.equals(type))
          .sorted(Comparator.comparingInt(BackupName::revision))
          .toList();
    }
  }

  /** Spells the key. */
  @Override
  public String toString() {
    return stem + (revision == 1 ? "" : ".r" + revision) + type + (sealed ? ".enc" : "");
  }
}
