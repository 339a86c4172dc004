package io.github.cognitobackup.internal.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as text. */
public final class Digests {

  /** The bytes of a digest. */
  public static final int LENGTH = 32;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Digests() {}

  public static String sha256(byte[] bytes) {
    return sha256(bytes, bytes.length);
  }

  public static String sha256(byte[] bytes, int length) {
    MessageDigest digest = sha256();
    digest.update(bytes, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public static boolean isSha256(String text) {
    return SHA256.matcher(text).matches();
  }
}
