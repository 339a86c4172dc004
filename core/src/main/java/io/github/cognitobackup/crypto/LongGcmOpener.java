package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * Decrypts one GCM message of any length chunk by chunk, and authenticates it by sealing again what
 * came out: no slower than hashing the ciphertext with the JDK's GCM, and one construction for both
 * directions. What was decrypted must not be released before the tag, or the state on the way to
 * it, was found equal. Not thread-safe.
 */
final class LongGcmOpener implements AutoCloseable {

  private final Cipher ctr = Ciphers.get("AES/CTR/NoPadding");
  private final LongGcm gcm;

  LongGcmOpener(SecretKey key, byte[] iv) {
    try {
      // counter block 1 masks the tag
      ctr.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(Ciphers.counterBlock(iv, 2)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    gcm = new LongGcm(key, iv);
  }

  /** Decrypts a chunk in place, at most a segment; only the last may be shorter. */
  void decrypt(byte[] bytes, int count) {
    try {
      Ciphers.apply(ctr, bytes, count);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    gcm.authenticate(bytes, count);
  }

  Gf128 state() {
    return gcm.state();
  }

  byte[] tag() {
    return gcm.tag();
  }

  @Override
  public void close() {
    gcm.close();
  }
}
