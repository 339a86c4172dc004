package io.github.cognitobackup.crypto;

import java.util.Arrays;

/**
 * An AES-256 data key in its plain and in its encrypted form (ADR-001, {@code DataKeyInfo}).
 *
 * <p>The plain form never leaves this package, seals a single message, and is wiped by {@link
 * #close()}. There is on purpose no {@code equals}, no telling {@code toString} and no
 * serialization. Thread-safe.
 *
 * <pre>{@code
 * try (DataKey key = encryptor.generateDataKey()) {
 *   EncryptedData sealed = encryptor.encryptWithDataKey(data, key);
 * }
 * }</pre>
 */
public final class DataKey implements AutoCloseable {

  /** The bytes of a plain data key: AES-256. */
  public static final int LENGTH = 32;

  private final byte[] plaintextKey;
  private final byte[] encryptedKey;
  private boolean sealed;
  private boolean closed;

  private DataKey(byte[] plaintextKey, byte[] encryptedKey) {
    this.plaintextKey = plaintextKey;
    this.encryptedKey = encryptedKey;
  }

  /**
   * Makes a data key. Both arrays are copied; the caller wipes their own.
   *
   * @param plaintextKey the key itself, {@value #LENGTH} bytes
   * @param encryptedKey its encrypted form, 1 to {@value Envelope#MAX_ENCRYPTED_KEY_LENGTH} bytes,
   *     from which the key service makes the plain one again
   * @return the key, which the caller closes
   * @throws IllegalArgumentException when a length is another
   */
  public static DataKey of(byte[] plaintextKey, byte[] encryptedKey) {
    if (plaintextKey.length != LENGTH) {
      throw new IllegalArgumentException(
          "an AES-256 data key has " + LENGTH + " bytes, not " + plaintextKey.length);
    }
    EnvelopeHeader.checkEncryptedKeyLength(encryptedKey.length);
    return new DataKey(plaintextKey.clone(), encryptedKey.clone());
  }

  /**
   * Returns the encrypted form, which is no secret.
   *
   * @return a copy
   */
  public byte[] encryptedKey() {
    return encryptedKey.clone();
  }

  /** Returns the key to one sealing; the taker wipes what was given. */
  synchronized AesKey takeForSealing() {
    if (sealed) {
      throw new IllegalStateException(
          "this data key has sealed a message: generate a fresh one for each (ADR-001)");
    }
    AesKey key = copy();
    sealed = true;
    return key;
  }

  /** Returns the key for opening; the taker wipes what was given. */
  synchronized AesKey copy() {
    if (closed) {
      throw new IllegalStateException("this data key is closed");
    }
    return new AesKey(plaintextKey.clone());
  }

  /** Wipes the plain key. May be called again. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(plaintextKey, (byte) 0);
  }

  /**
   * Returns a text that says nothing of the key.
   *
   * @return always the same
   */
  @Override
  public String toString() {
    return "DataKey";
  }
}
