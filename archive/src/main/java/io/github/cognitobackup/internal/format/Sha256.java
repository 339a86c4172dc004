package io.github.cognitobackup.internal.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256, and how it is spelt: 64 lower-case hexadecimal digits. */
public final class Sha256 {

  /** The bytes of a digest. */
  public static final int LENGTH = 32;

  private static final Pattern SPELT = Pattern.compile("[0-9a-f]{64}");

  private Sha256() {}

  /** Begins a digest. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Ends a digest, and spells it. */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Spells the digest of some bytes. */
  public static String of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** Spells the digest of the first of some bytes. */
  public static String of(byte[] bytes, int length) {
    MessageDigest digest = begin();
    digest.update(bytes, 0, length);
    return end(digest);
  }

  /** Returns whether a text spells a digest. */
  public static boolean isSpelt(String text) {
    return SPELT.matcher(text).matches();
  }
}
