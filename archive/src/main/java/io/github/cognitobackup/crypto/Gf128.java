package io.github.cognitobackup.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A changeable element of GF(2^128) in the bit order of GCM (NIST SP 800-38D, section 6.3): bit 0
 * is the highest bit of the first byte. The time of every operation is the same for all elements,
 * since they are secret. Not thread-safe.
 */
final class Gf128 {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The field's polynomial x^128 + x^7 + x^2 + x + 1 without its highest term. */
  private static final long POLYNOMIAL = 0xE100000000000000L;

  private long high;
  private long low;

  private Gf128(long high, long low) {
    this.high = high;
    this.low = low;
  }

  static Gf128 zero() {
    return new Gf128(0, 0);
  }

  static Gf128 one() {
    return new Gf128(1L << 63, 0);
  }

  static Gf128 of(byte[] block) {
    return of(block, 0);
  }

  static Gf128 of(byte[] bytes, int offset) {
    return new Gf128((long) LONG.get(bytes, offset), (long) LONG.get(bytes, offset + 8));
  }

  /** Returns the block that GHASH ends with: the bits of associated data and of ciphertext. */
  static Gf128 lengths(long associatedBytes, long ciphertextBytes) {
    return new Gf128(associatedBytes * 8, ciphertextBytes * 8);
  }

  Gf128 copy() {
    return new Gf128(high, low);
  }

  Gf128 add(Gf128 other) {
    high ^= other.high;
    low ^= other.low;
    return this;
  }

  Gf128 multiply(Gf128 other) {
    long productHigh = 0;
    long productLow = 0;
    long shiftedHigh = other.high;
    long shiftedLow = other.low;
    for (int bit = 0; bit < 128; bit++) {
      long word = bit < 64 ? high : low;
      long taken = -((word >>> (63 - (bit & 63))) & 1);
      productHigh ^= shiftedHigh & taken;
      productLow ^= shiftedLow & taken;
      long carry = -(shiftedLow & 1);
      shiftedLow = (shiftedLow >>> 1) | (shiftedHigh << 63);
      shiftedHigh = (shiftedHigh >>> 1) ^ (POLYNOMIAL & carry);
    }
    high = productHigh;
    low = productLow;
    return this;
  }

  /** Returns this element to a power that is no secret. */
  Gf128 power(long exponent) {
    Gf128 result = one();
    Gf128 square = copy();
    for (long rest = exponent; rest > 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result.multiply(square);
      }
      square.multiply(square);
    }
    square.wipe();
    return result;
  }

  /** Returns what this element yields one with: its power 2^128 - 2. */
  Gf128 inverse() {
    Gf128 result = one();
    Gf128 square = copy();
    for (int bit = 1; bit < 128; bit++) {
      square.multiply(square);
      result.multiply(square);
    }
    square.wipe();
    return result;
  }

  byte[] toBytes() {
    byte[] block = new byte[16];
    writeTo(block, 0);
    return block;
  }

  void writeTo(byte[] bytes, int offset) {
    LONG.set(bytes, offset, high);
    LONG.set(bytes, offset + 8, low);
  }

  void wipe() {
    high = 0;
    low = 0;
  }

  @Override
  public String toString() {
    return "Gf128";
  }
}
