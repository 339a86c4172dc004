package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and authenticates one GCM message of any length, in segments that the JDK's GCM seals
 * one by one at hardware speed: by itself it refuses messages over 2 GiB. Not thread-safe.
 *
 * <p><b>Encryption.</b> A segment must begin at the counter at which the one before it ended. GCM
 * derives its counter block J from a vector V of 16 bytes as {@code J = (V * H + L) * H}, with L
 * the length block of V. So {@code V = (J / H + L) / H} is the vector that yields the J wanted.
 *
 * <p><b>Authentication.</b> GHASH is a polynomial in H. The tag of a segment is {@code S = (P + L)
 * * H + mask}, where P is the sum over its n blocks, L its length block and the mask the encrypted
 * counter block. With Y the sum over all before it, the sum over both is {@code Y * H^n + P}. Kept
 * is {@code Y * H}, since {@code P * H} can be had from S without dividing by H. No tag of a
 * segment leaves this class.
 */
final class LongGcm implements AutoCloseable {

  /** Long enough to make little of the cost of a segment. */
  static final int SEGMENT = 256 * 1024;

  private static final int BLOCK = 16;

  private final SecretKey key;
  private final byte[] iv;
  private final int segmentLength;
  private final Cipher gcm = Ciphers.get("AES/GCM/NoPadding");
  private final Cipher block = Ciphers.get("AES/ECB/NoPadding");
  private final Gf128 h;
  private final Gf128 inverseOfH;
  private final Gf128 segmentPower;
  private final Gf128 sumTimesH = Gf128.zero();
  private final byte[] discarded = new byte[Ciphers.UPDATE];
  private long length;

  LongGcm(SecretKey key, byte[] iv) {
    this(key, iv, SEGMENT);
  }

  /** Takes another length of the usual segment, a multiple of a block. */
  LongGcm(SecretKey key, byte[] iv, int segmentLength) {
    this.key = key;
    this.iv = iv;
    this.segmentLength = segmentLength;
    try {
      block.init(Cipher.ENCRYPT_MODE, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    h = encryptBlock(new byte[BLOCK]);
    inverseOfH = h.inverse();
    segmentPower = h.power(segmentLength / BLOCK);
  }

  /** Encrypts the next segment in place; only the last may be other than whole blocks. */
  void encrypt(byte[] bytes, int count) {
    seal(bytes, count, false);
  }

  /** Takes the next segment into the tag as {@link #encrypt} does, and leaves the bytes alone. */
  void authenticate(byte[] bytes, int count) {
    seal(bytes, count, true);
  }

  private void seal(byte[] bytes, int count, boolean discard) {
    if (length % BLOCK != 0) {
      throw new IllegalStateException("a segment that is not whole blocks was not the last");
    }
    byte[] counterBlock = Ciphers.counterBlock(iv, 1 + length / BLOCK);
    int whole = count - count % BLOCK;
    byte[] tag = new byte[BLOCK];
    try {
      gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(BLOCK * 8, vector(counterBlock)));
      for (int done = 0; done < whole; done += Ciphers.UPDATE) {
        int part = Math.min(Ciphers.UPDATE, whole - done);
        if (discard) {
          gcm.update(bytes, done, part, discarded);
        } else {
          gcm.update(bytes, done, part, bytes, done);
        }
      }
      byte[] end = gcm.doFinal(bytes, whole, count - whole);
      if (!discard) {
        System.arraycopy(end, 0, bytes, whole, count - whole);
      }
      System.arraycopy(end, count - whole, tag, 0, BLOCK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    join(tag, counterBlock, count);
    length += count;
  }

  /** Gives an element that, for all who do not know the key, only the ciphertext so far has. */
  Gf128 state() {
    return sumTimesH.copy();
  }

  /** Gives the tag of all segments as one message. */
  byte[] tag() {
    return Gf128.lengths(0, length)
        .multiply(h)
        .add(sumTimesH)
        .add(encryptBlock(Ciphers.counterBlock(iv, 1)))
        .toBytes();
  }

  private byte[] vector(byte[] counterBlock) {
    return Gf128.of(counterBlock)
        .multiply(inverseOfH)
        .add(Gf128.lengths(0, BLOCK))
        .multiply(inverseOfH)
        .toBytes();
  }

  private void join(byte[] tag, byte[] counterBlock, int count) {
    Gf128 power = count == segmentLength ? segmentPower : h.power((count + BLOCK - 1) / BLOCK);
    sumTimesH
        .multiply(power)
        .add(Gf128.of(tag))
        .add(encryptBlock(counterBlock))
        .add(Gf128.lengths(0, count).multiply(h));
    Arrays.fill(tag, (byte) 0);
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
