package io.github.cognitobackup.internal.format;

import io.github.cognitobackup.error.ArchiveCorruptException;

/** The words of a refusal. */
public final class Corruption {

  private static final int MAX_NAME = 200;

  private Corruption() {}

  /**
   * Makes the refusal of an archive.
   *
   * @param where the entry, or the entry and line
   * @param reason what is wrong there, without any content of a document
   */
  public static ArchiveCorruptException at(String where, String reason) {
    return new ArchiveCorruptException(
        where, "The archive is refused: " + where + " " + reason + ". Use another archive.", null);
  }

  /** Names that come from an archive must not forge log lines. */
  public static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), MAX_NAME); i++) {
      char c = name.charAt(i);
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.append(name.length() > MAX_NAME ? "..." : "").toString();
  }
}
