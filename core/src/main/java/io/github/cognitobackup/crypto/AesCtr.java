package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/** The encryption of one GCM message, which is its own inverse, in place. Not thread-safe. */
final class AesCtr {

  /** Larger updates run to their end in the interpreter as long as the JVM is cold. */
  private static final int UPDATE = 4 * 1024;

  private final Cipher cipher;

  AesCtr(SecretKey key, byte[] iv) {
    // counter block 1 masks the tag; the text begins at 2, and the length limit keeps the 32-bit
    // counter of GCM from running over into the vector
    byte[] firstBlock = Arrays.copyOf(iv, Ghash.BLOCK);
    firstBlock[Ghash.BLOCK - 1] = 2;
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(firstBlock));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES", e);
    }
  }

  void apply(byte[] bytes, int count) {
    try {
      for (int done = 0; done < count; ) {
        int part = Math.min(UPDATE, count - done);
        if (cipher.update(bytes, done, part, bytes, done) != part) {
          throw new IllegalStateException("the provider's AES/CTR holds bytes back");
        }
        done += part;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
