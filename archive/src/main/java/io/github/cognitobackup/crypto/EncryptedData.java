package io.github.cognitobackup.crypto;

import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A sealed message held in memory (ADR-001, {@code EncryptedData}). For files use {@link Envelope}.
 * Immutable; arrays are copied in and out.
 */
public final class EncryptedData {

  private final EnvelopeHeader header;
  private final byte[] encryptedContent;

  private EncryptedData(EnvelopeHeader header, byte[] encryptedContent) {
    this.header = header;
    this.encryptedContent = encryptedContent;
  }

  /**
   * Puts a sealed message together.
   *
   * @param encryptedDataKey the encrypted data key, 1 to {@value Envelope#MAX_ENCRYPTED_KEY_LENGTH}
   *     bytes
   * @param encryptedContent ciphertext and tag
   * @param iv the initialization vector, {@value Envelope#IV_LENGTH} bytes
   * @return the message, which is not yet authenticated
   * @throws IllegalArgumentException when a length is impossible
   */
  public static EncryptedData of(byte[] encryptedDataKey, byte[] encryptedContent, byte[] iv) {
    EnvelopeHeader.checkEncryptedKeyLength(encryptedDataKey.length);
    if (iv.length != Envelope.IV_LENGTH) {
      throw new IllegalArgumentException(
          "the IV has " + Envelope.IV_LENGTH + " bytes, not " + iv.length);
    }
    if (encryptedContent.length < Envelope.TAG_LENGTH) {
      throw new IllegalArgumentException(
          "the encrypted content ends with a tag of " + Envelope.TAG_LENGTH + " bytes");
    }
    return new EncryptedData(
        new EnvelopeHeader(iv.clone(), encryptedDataKey.clone()), encryptedContent.clone());
  }

  /**
   * Takes a sealed file apart.
   *
   * @param sealed the whole file
   * @return the message, which is not yet authenticated
   * @throws ArchiveCorruptException when it has no sound header or is too short
   */
  public static EncryptedData parse(byte[] sealed) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(sealed);
      EnvelopeHeader header = EnvelopeHeader.read(in);
      byte[] encryptedContent = in.readAllBytes();
      if (encryptedContent.length < Envelope.TAG_LENGTH) {
        throw EnvelopeHeader.corrupt("truncated", "the file ends before or inside the tag");
      }
      return new EncryptedData(header, encryptedContent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the encrypted data key.
   *
   * @return a copy
   */
  public byte[] encryptedDataKey() {
    return header.encryptedKey();
  }

  /**
   * Returns ciphertext and tag.
   *
   * @return a copy
   */
  public byte[] encryptedContent() {
    return encryptedContent.clone();
  }

  /**
   * Returns the initialization vector.
   *
   * @return a copy
   */
  public byte[] iv() {
    return header.iv().clone();
  }

  /**
   * Returns the message in the file format of ADR-001.
   *
   * @return the whole file
   */
  public byte[] toBytes() {
    return ByteBuffer.allocate(header.length() + encryptedContent.length)
        .put(header.toBytes())
        .put(encryptedContent)
        .array();
  }
}
