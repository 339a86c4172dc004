package io.github.cognitobackup.crypto;

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
}
