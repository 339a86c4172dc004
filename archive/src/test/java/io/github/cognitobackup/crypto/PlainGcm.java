package io.github.cognitobackup.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * GCM as NIST SP 800-38D writes it down, block by block and bit by bit over big integers: slow, and
 * with nothing in common with the code it checks.
 */
final class PlainGcm {

  private static final BigInteger POLYNOMIAL =
      BigInteger.ONE.shiftLeft(128).or(BigInteger.valueOf(0x87));

  private PlainGcm() {}

  static byte[] seal(byte[] key, byte[] iv, byte[] plain) throws Exception {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    byte[] h = aes.doFinal(new byte[16]);
    byte[] sealed = plain.clone();
    byte[] hash = new byte[16];
    for (int block = 0; block * 16 < plain.length; block++) {
      byte[] stream = aes.doFinal(ByteBuffer.allocate(16).put(iv).putInt(block + 2).array());
      byte[] padded = new byte[16];
      for (int i = block * 16; i < Math.min(plain.length, block * 16 + 16); i++) {
        sealed[i] ^= stream[i % 16];
        padded[i % 16] = sealed[i];
      }
      hash = multiply(xor(hash, padded), h);
    }
    byte[] lengths = ByteBuffer.allocate(16).putLong(8, plain.length * 8L).array();
    hash = multiply(xor(hash, lengths), h);
    byte[] tag = xor(hash, aes.doFinal(ByteBuffer.allocate(16).put(iv).putInt(1).array()));
    byte[] all = Arrays.copyOf(sealed, sealed.length + 16);
    System.arraycopy(tag, 0, all, sealed.length, 16);
    return all;
  }

  static byte[] multiply(byte[] a, byte[] b) {
    BigInteger x = reversed(a);
    BigInteger product = BigInteger.ZERO;
    for (int bit = 0; bit < 128; bit++) {
      if (x.testBit(bit)) {
        product = product.xor(reversed(b).shiftLeft(bit));
      }
    }
    for (int bit = 255; bit >= 128; bit--) {
      if (product.testBit(bit)) {
        product = product.xor(POLYNOMIAL.shiftLeft(bit - 128));
      }
    }
    byte[] result = new byte[16];
    for (int bit = 0; bit < 128; bit++) {
      if (product.testBit(bit)) {
        result[bit / 8] |= (byte) (0x80 >>> (bit % 8));
      }
    }
    return result;
  }

  /** The first bit of a block is the coefficient of x^0. */
  private static BigInteger reversed(byte[] block) {
    BigInteger number = BigInteger.ZERO;
    for (int bit = 0; bit < 128; bit++) {
      if ((block[bit / 8] & 0x80 >>> (bit % 8)) != 0) {
        number = number.setBit(bit);
      }
    }
    return number;
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] sum = new byte[16];
    for (int i = 0; i < 16; i++) {
      sum[i] = (byte) (a[i] ^ b[i]);
    }
    return sum;
  }
}
