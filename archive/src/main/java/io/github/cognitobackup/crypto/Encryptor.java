package io.github.cognitobackup.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Makes and unwraps data keys; the one thing a key service must bring (ADR-001, "encryption
 * interface"). Sealing and opening are done here once, in {@link Envelope}, for every
 * implementation.
 *
 * <p>Implementations are thread-safe.
 */
public interface Encryptor {

  /**
   * Makes a fresh AES-256 data key that was never used before.
   *
   * @return the key, which the caller closes
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   */
  DataKey generateDataKey();

  /**
   * Unwraps a data key.
   *
   * @param encryptedKey the encrypted form, as {@link DataKey#encryptedKey()} gave it
   * @return the key, which the caller closes
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   */
  DataKey decryptDataKey(byte[] encryptedKey);

  /**
   * Names the key under which data keys are wrapped, as a person would look it up: for AWS KMS its
   * ARN. It is kept beside archives, for catalogues, and never trusted.
   *
   * @return the name, or empty when the key service has told none yet
   */
  default Optional<String> wrappingKey() {
    return Optional.empty();
  }

  /**
   * Seals data that is held in memory (ADR-001, {@code EncryptWithDataKey}).
   *
   * @param data the plaintext
   * @param key a data key that has sealed nothing yet; it stays the caller's to close
   * @return the sealed message
   * @throws IllegalStateException when the key is closed or has sealed a message before
   */
  default EncryptedData encryptWithDataKey(byte[] data, DataKey key) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream(data.length + 512);
    try (SealingOutputStream sealing = Envelope.seal(key, sealed)) {
      sealing.write(data);
      sealing.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EncryptedData.parse(sealed.toByteArray());
  }

  /**
   * Opens a message that is held in memory (ADR-001, {@code Decrypt}).
   *
   * @param encryptedData the sealed message
   * @return the plaintext
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when it is not what was sealed
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   */
  default byte[] decrypt(EncryptedData encryptedData) {
    byte[] sealed = encryptedData.toBytes();
    try (OpenedEnvelope opened = Envelope.open(this, () -> new ByteArrayInputStream(sealed));
        InputStream plain = opened.openStream()) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
