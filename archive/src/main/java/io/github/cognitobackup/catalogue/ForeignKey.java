package io.github.cognitobackup.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of what could be a foreign backup.
 *
 * @param type what the plain form ends with
 */
record ForeignKey(String stem, int revision, String type, boolean sealed) implements BackupKey {

  private static final Pattern KEY =
      Pattern.compile(
          "(.+?(?<!/))(?:\\.r([2-9]|[1-9]\\d{1,5}))?(\\.tar\\.gz|\\.tgz|\\.json)(\\.enc)?");

  ForeignKey {
    ArchiveKey.checkRevision(revision);
  }

  static Optional<BackupKey> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int revision = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    return Optional.of(
        new ForeignKey(matcher.group(1), revision, matcher.group(3), matcher.group(4) != null));
  }

  @Override
  public ForeignKey asSealed() {
    return new ForeignKey(stem, revision, type, true);
  }

  @Override
  public ForeignKey nextRevision() {
    return new ForeignKey(stem, revision + 1, type, sealed);
  }

  @Override
  public boolean isSameBackup(BackupKey other) {
    return other instanceof ForeignKey key && stem.equals(key.stem) && type.equals(key.type);
  }

  @Override
  public String toString() {
    return stem + (revision == 1 ? "" : ".r" + revision) + type + (sealed ? ".enc" : "");
  }
}
