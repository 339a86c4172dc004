package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes one GCM message of any length out of segments that the JDK's GCM seals and opens one by one
 * at hardware speed: by itself it refuses messages over 2 GiB. Not thread-safe.
 *
 * <p><b>Encryption.</b> A segment must begin at the counter at which the one before it ended. GCM
 * derives its counter block J from a vector V of 16 bytes as {@code J = (V * H + L) * H}, with L
 * the length block of V. So {@code V = (J / H + L) / H} is the vector that yields the J wanted.
 *
 * <p><b>Authentication.</b> GHASH is a polynomial in H. The tag of a segment is {@code S = (P + L)
 * * H + E}, where P is the sum over its n blocks, L its length block and E the encrypted counter
 * block. With Y the sum over all before it, the sum over both is {@code Y * H^n + P}. Kept is
 * {@code Y * H}, since {@code P * H} can be had from S without dividing by H. No tag of a segment
 * leaves this package.
 */
final class LongGcm implements AutoCloseable {

  /** Long enough to make little of the cost of a segment. */
  static final int SEGMENT = 256 * 1024;

  private static final int BLOCK = 16;

  private final byte[] iv;
  private final Cipher block = Ciphers.get("AES/ECB/NoPadding");
  private final Gf128 h;
  private final Gf128 inverseOfH;
  private final Gf128 segmentPower;
  private final Gf128 sumTimesH = Gf128.zero();
  private long length;

  LongGcm(SecretKey key, byte[] iv) {
    this.iv = iv;
    try {
      block.init(Cipher.ENCRYPT_MODE, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    h = encryptBlock(new byte[BLOCK]);
    inverseOfH = h.inverse();
    segmentPower = h.power(SEGMENT / BLOCK);
  }

  /** Returns the parameters under which the JDK's GCM treats the next segment as this message's. */
  GCMParameterSpec parameters() {
    if (length % BLOCK != 0) {
      throw new IllegalStateException("a segment that is not whole blocks was not the last");
    }
    byte[] vector =
        Gf128.of(counterBlock())
            .multiply(inverseOfH)
            .add(Gf128.lengths(0, BLOCK))
            .multiply(inverseOfH)
            .toBytes();
    return new GCMParameterSpec(BLOCK * 8, vector);
  }

  /** Gives {@code L * H + E} of the next segment: what makes its tag of {@code P * H}, and back. */
  Gf128 mask(int count) {
    return Gf128.lengths(0, count).multiply(h).add(encryptBlock(counterBlock()));
  }

  /** Appends the next segment, of which {@code P * H} is given. */
  void append(Gf128 hash, int count) {
    Gf128 power = count == SEGMENT ? segmentPower : h.power((count + BLOCK - 1) / BLOCK);
    sumTimesH.multiply(power).add(hash);
    skip(count);
  }

  /** Goes past the next segment; then there is no tag of all. */
  void skip(int count) {
    length += count;
  }

  /** Returns the tag of all segments as one message. */
  byte[] tag() {
    return Gf128.lengths(0, length)
        .multiply(h)
        .add(sumTimesH)
        .add(encryptBlock(Ciphers.counterBlock(iv, 1)))
        .toBytes();
  }

  private byte[] counterBlock() {
    return Ciphers.counterBlock(iv, 1 + length / BLOCK);
  }

  private Gf128 encryptBlock(byte[] plain) {
    try {
      byte[] encrypted = block.doFinal(plain);
      Gf128 element = Gf128.of(encrypted);
      Arrays.fill(encrypted, (byte) 0);
      return element;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    h.wipe();
    inverseOfH.wipe();
    segmentPower.wipe();
    sumTimesH.wipe();
  }
}
