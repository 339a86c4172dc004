package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Seals one GCM message of any length, segment by segment. Not thread-safe. */
final class SegmentSealer implements AutoCloseable {

  private final SecretKey key;
  private final LongGcm message;
  private final int segmentLength;
  private final Cipher gcm = Ciphers.get(Ciphers.GCM);
  private final byte[] end = new byte[2 * Envelope.TAG_LENGTH];
  private int taken;

  /** Takes the length of a segment, which must be whole blocks. */
  SegmentSealer(SecretKey key, byte[] iv, int segmentLength) {
    this.key = key;
    this.segmentLength = segmentLength;
    message = new LongGcm(key, iv);
  }

  /** Encrypts bytes, which must not pass the end of a segment; gives how many are ready. */
  int encrypt(byte[] bytes, int offset, int count, byte[] sealed, int at) {
    try {
      if (taken == 0) {
        gcm.init(Cipher.ENCRYPT_MODE, key, message.parameters());
      }
      int ready = gcm.update(bytes, offset, count, sealed, at);
      taken += count;
      return taken == segmentLength ? ready + endSegment(sealed, at + ready) : ready;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Ends the message with the rest of its ciphertext and its tag; gives how many bytes they are.
   */
  int finish(byte[] sealed, int at) {
    try {
      int rest = taken == 0 ? 0 : endSegment(sealed, at);
      System.arraycopy(message.tag(), 0, sealed, at + rest, Envelope.TAG_LENGTH);
      return rest + Envelope.TAG_LENGTH;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private int endSegment(byte[] sealed, int at) throws GeneralSecurityException {
    int rest = gcm.doFinal(end, 0) - Envelope.TAG_LENGTH;
    System.arraycopy(end, 0, sealed, at, rest);
    message.append(Gf128.of(end, rest).add(message.mask(taken)), taken);
    taken = 0;
    return rest;
  }

  @Override
  public void close() {
    message.close();
    Arrays.fill(end, (byte) 0);
  }
}
