package io.github.cognitobackup.crypto;

/**
 * Moves data keys from one key of a key service to another, without anyone seeing them in the
 * clear.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface DataKeyRewrapper {

  /**
   * Wraps a data key under the destination key.
   *
   * @param encryptedKey its encrypted form, as an archive has it
   * @return the data key under the destination key, which may be where it was before
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses, and
   *     when the data key is under a key that is not expected
   */
  RewrappedKey rewrap(byte[] encryptedKey);
}
