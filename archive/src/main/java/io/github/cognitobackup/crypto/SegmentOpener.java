package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Opens the segments of a GCM message, each under the tag it has by itself. Not thread-safe. */
final class SegmentOpener implements AutoCloseable {

  private final SecretKey key;
  private final LongGcm message;
  private final Cipher gcm = Ciphers.get(Ciphers.GCM);

  SegmentOpener(SecretKey key, byte[] iv) {
    this.key = key;
    message = new LongGcm(key, iv);
  }

  /** Decrypts the next segment, behind which stands its tag; false when that is not its tag. */
  boolean open(byte[] sealed, int count, byte[] plain) {
    try {
      gcm.init(Cipher.DECRYPT_MODE, key, message.parameters());
      gcm.doFinal(sealed, 0, count + Envelope.TAG_LENGTH, plain, 0);
      message.skip(count);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    message.close();
  }
}
