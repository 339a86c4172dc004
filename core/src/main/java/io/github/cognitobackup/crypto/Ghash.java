package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The authentication of one GCM message, at the speed of the JDK's own GCM but of any length: the
 * JDK refuses messages over 2 GiB and, opening, holds them whole.
 *
 * <p>GHASH is a polynomial in H, so that it can be had from segments. The JDK's GCM, given a
 * segment as associated data and no text, yields {@code S = (P + L) * H + mask}, where P is the sum
 * over the segment, L its length block and the mask the encrypted counter block. With {@code Y} the
 * sum over all before it and n the blocks of the segment, the sum over both is {@code Y * H^n + P}.
 * Kept is {@code Y * H}, because {@code P * H} can be had from S without dividing by H.
 *
 * <p>The initialization vectors of the segments only pick a mask that is taken off again, and no
 * segment's tag ever leaves this class. Not thread-safe.
 */
final class Ghash implements AutoCloseable {

  static final int BLOCK = 16;

  /** Long enough to make little of the cost of a segment, short enough for a JVM that is cold. */
  static final int SEGMENT = 16 * 1024;

  private final SecretKey key;
  private final int segmentLength;
  private final Cipher gmac;
  private final Cipher block;
  private final Gf128 h;
  private final Gf128 segmentPower;
  private final Gf128 segmentLengths;
  private final Gf128 sumTimesH = Gf128.zero();
  private final byte[] counter = new byte[BLOCK];
  private long segments;
  private long length;

  Ghash(SecretKey key) {
    this(key, SEGMENT);
  }

  Ghash(SecretKey key, int segmentLength) {
    this.key = key;
    this.segmentLength = segmentLength;
    try {
      gmac = Cipher.getInstance("AES/GCM/NoPadding");
      block = Cipher.getInstance("AES/ECB/NoPadding");
      block.init(Cipher.ENCRYPT_MODE, key);
      byte[] hash = block.doFinal(new byte[BLOCK]);
      h = Gf128.of(hash);
      Arrays.fill(hash, (byte) 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES", e);
    }
    segmentPower = h.power(segmentLength / BLOCK);
    segmentLengths = Gf128.lengths(segmentLength, 0).multiply(h);
  }

  /** Takes ciphertext; only the last of all calls may give other than whole blocks. */
  void update(byte[] ciphertext, int offset, int count) {
    if (count > 0 && length % BLOCK != 0) {
      throw new IllegalStateException("a part that is not whole blocks was not the last");
    }
    for (int done = 0; done < count; done += segmentLength) {
      join(ciphertext, offset + done, Math.min(segmentLength, count - done));
    }
    length += count;
  }

  /** Gives an element that only the bytes so far have, for all who do not know the key. */
  Gf128 state() {
    return sumTimesH.copy();
  }

  byte[] tag(byte[] iv) {
    try {
      Gf128 hash = Gf128.lengths(0, length).multiply(h).add(sumTimesH);
      System.arraycopy(iv, 0, counter, 0, iv.length);
      return hash.add(mask()).toBytes();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void join(byte[] bytes, int offset, int count) {
    boolean whole = count == segmentLength;
    Gf128 power = whole ? segmentPower : h.power((count + BLOCK - 1) / BLOCK);
    Gf128 lengths = whole ? segmentLengths : Gf128.lengths(count, 0).multiply(h);
    for (int i = 0; i < Long.BYTES; i++) {
      counter[i] = (byte) (segments >>> (8 * i));
    }
    segments++;
    try {
      gmac.init(
          Cipher.ENCRYPT_MODE,
          key,
          new GCMParameterSpec(BLOCK * 8, counter, 0, Envelope.IV_LENGTH));
      gmac.updateAAD(bytes, offset, count);
      Gf128 tag = Gf128.of(gmac.doFinal());
      sumTimesH.multiply(power).add(tag).add(mask()).add(lengths);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Encrypts the counter block of the vector that stands in {@link #counter}. */
  private Gf128 mask() throws GeneralSecurityException {
    counter[BLOCK - 1] = 1;
    return Gf128.of(block.doFinal(counter));
  }

  @Override
  public void close() {
    h.wipe();
    segmentPower.wipe();
    segmentLengths.wipe();
    sumTimesH.wipe();
  }
}
