package io.github.cognitobackup.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** What the users of the JDK's ciphers share. */
final class Ciphers {

  /** Larger updates run to their end in the interpreter as long as the JVM is cold. */
  static final int UPDATE = 4 * 1024;

  static final String GCM = "AES/GCM/NoPadding";

  private Ciphers() {}

  static Cipher get(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + transformation, e);
    }
  }

  /**
   * Returns a counter block of GCM; the length limit keeps its 32-bit counter from running over.
   */
  static byte[] counterBlock(byte[] iv, long counter) {
    return ByteBuffer.allocate(16).put(iv).putInt((int) counter).array();
  }
}
