package io.github.cognitobackup.crypto;

/**
 * A data key that a key service has wrapped anew. It holds encrypted forms and names, nothing
 * secret. Immutable.
 */
public final class RewrappedKey {

  private final byte[] encryptedKey;
  private final String key;
  private final boolean changed;

  private RewrappedKey(byte[] encryptedKey, String key, boolean changed) {
    this.encryptedKey = encryptedKey.clone();
    this.key = key;
    this.changed = changed;
  }

  /**
   * Returns the answer for a data key that was moved to another key.
   *
   * @param encryptedKey the new encrypted form
   * @param key the key that it is under now, as {@link Encryptor#wrappingKey()} names it
   * @return the moved key
   * @throws IllegalArgumentException when the encrypted form is empty or longer than {@link
   *     Envelope#MAX_ENCRYPTED_KEY_LENGTH}
   */
  public static RewrappedKey moved(byte[] encryptedKey, String key) {
    EnvelopeHeader.checkEncryptedKeyLength(encryptedKey.length);
    return new RewrappedKey(encryptedKey, key, true);
  }

  /**
   * Returns the answer for a data key that was where it should be.
   *
   * @param encryptedKey its encrypted form, as it was
   * @param key the key that it is under
   * @return the key left alone
   */
  public static RewrappedKey unchanged(byte[] encryptedKey, String key) {
    return new RewrappedKey(encryptedKey, key, false);
  }

  /**
   * Returns the encrypted form.
   *
   * @return a copy
   */
  public byte[] encryptedKey() {
    return encryptedKey.clone();
  }

  /**
   * Names the key that the data key is under now.
   *
   * @return as {@link Encryptor#wrappingKey()} names it
   */
  public String key() {
    return key;
  }

  /**
   * Returns whether the data key was under another key, or bound otherwise, before.
   *
   * @return false where there was nothing to do
   */
  public boolean changed() {
    return changed;
  }

  /**
   * Names the key.
   *
   * @return for a person
   */
  @Override
  public String toString() {
    return "RewrappedKey[" + key + (changed ? "]" : ", unchanged]");
  }
}
