package io.github.cognitobackup.crypto;

import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * What stands in front of the ciphertext of a sealed file: the initialization vector and the
 * encrypted data key. Nothing of it is secret, and nothing authenticates it but opening the file.
 * Immutable.
 */
public final class EnvelopeHeader {

  /** The bytes of the two lengths that a sealed file begins with. */
  static final int LENGTHS = 8;

  /** What a gzip file has where the first length begins. */
  private static final int GZIP = 0x1f8b;

  private final byte[] iv;
  private final byte[] encryptedKey;

  /** Takes the arrays over. */
  EnvelopeHeader(byte[] iv, byte[] encryptedKey) {
    this.iv = iv;
    this.encryptedKey = encryptedKey;
  }

  static void checkEncryptedKeyLength(int length) {
    if (!isSoundKeyLength(length)) {
      throw new IllegalArgumentException(
          "an encrypted data key has 1 to "
              + Envelope.MAX_ENCRYPTED_KEY_LENGTH
              + " bytes, not "
              + length);
    }
  }

  /**
   * Reads a header and allocates nothing that was not found sane before.
   *
   * @param in the sealed file from its beginning; read up to where the ciphertext begins
   * @return the header
   * @throws IOException when the bytes cannot be read
   * @throws ArchiveCorruptException when no sealed file begins so
   */
  public static EnvelopeHeader read(InputStream in) throws IOException {
    byte[] lengths = in.readNBytes(LENGTHS);
    if (lengths.length == 0) {
      throw corrupt("truncated", "the file is empty");
    }
    if (lengths.length < LENGTHS) {
      throw corrupt("truncated", "the file ends inside the header");
    }
    ByteBuffer numbers = ByteBuffer.wrap(lengths);
    int ivLength = numbers.getInt();
    if (ivLength >>> 16 == GZIP) {
      throw corrupt(
          "header: IV length",
          "this is a plain gzip archive, not a sealed one; open it without an encryptor, or accept"
              + " plain archives explicitly");
    }
    if (ivLength != Envelope.IV_LENGTH) {
      throw corrupt(
          "header: IV length",
          String.format(
              Locale.ROOT,
              "it is %d, not %d; this is not a sealed archive, or it is damaged",
              Integer.toUnsignedLong(ivLength),
              Envelope.IV_LENGTH));
    }
    int keyLength = numbers.getInt();
    if (!isSoundKeyLength(keyLength)) {
      throw corrupt(
          "header: encrypted data key length",
          String.format(
              Locale.ROOT,
              "it is %d, not 1 to %d",
              Integer.toUnsignedLong(keyLength),
              Envelope.MAX_ENCRYPTED_KEY_LENGTH));
    }
    byte[] iv = in.readNBytes(ivLength);
    byte[] encryptedKey = in.readNBytes(keyLength);
    if (iv.length < ivLength || encryptedKey.length < keyLength) {
      throw corrupt("truncated", "the file ends inside the header");
    }
    return new EnvelopeHeader(iv, encryptedKey);
  }

  static boolean hasSoundLengths(byte[] head) {
    if (head.length < LENGTHS) {
      return false;
    }
    ByteBuffer numbers = ByteBuffer.wrap(head);
    return numbers.getInt() == Envelope.IV_LENGTH && isSoundKeyLength(numbers.getInt());
  }

  private static boolean isSoundKeyLength(int length) {
    return length >= 1 && length <= Envelope.MAX_ENCRYPTED_KEY_LENGTH;
  }

  byte[] iv() {
    return iv;
  }

  /**
   * Returns the encrypted data key.
   *
   * @return a copy
   */
  public byte[] encryptedKey() {
    return encryptedKey.clone();
  }

  /**
   * Returns the header of the same message under another wrapping of its data key.
   *
   * @param other the data key wrapped otherwise
   * @return a header with the same initialization vector
   * @throws IllegalArgumentException when it is empty or longer than {@link
   *     Envelope#MAX_ENCRYPTED_KEY_LENGTH}
   */
  public EnvelopeHeader withEncryptedKey(byte[] other) {
    checkEncryptedKeyLength(other.length);
    return new EnvelopeHeader(iv, other.clone());
  }

  /**
   * Returns whether another header has the same initialization vector, as those of one message have
   * whose data key was wrapped more than once.
   *
   * @param other the other header
   * @return false when the messages differ
   */
  public boolean hasSameIv(EnvelopeHeader other) {
    return Arrays.equals(iv, other.iv);
  }

  /**
   * Returns where the ciphertext begins.
   *
   * @return the bytes of the header
   */
  public int length() {
    return LENGTHS + iv.length + encryptedKey.length;
  }

  /**
   * Returns the header as a file has it.
   *
   * @return its bytes
   */
  public byte[] toBytes() {
    return ByteBuffer.allocate(length())
        .putInt(iv.length)
        .putInt(encryptedKey.length)
        .put(iv)
        .put(encryptedKey)
        .array();
  }

  boolean sameAs(EnvelopeHeader other) {
    return Arrays.equals(toBytes(), other.toBytes());
  }

  static ArchiveCorruptException corrupt(String where, String what) {
    return new ArchiveCorruptException(
        where, "the sealed archive fails authentication (" + where + "): " + what, null);
  }
}
