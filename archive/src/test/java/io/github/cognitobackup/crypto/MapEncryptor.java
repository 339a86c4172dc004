package io.github.cognitobackup.crypto;

import io.github.cognitobackup.error.KeyUnavailableException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A key service that remembers in a map what it gave out. */
final class MapEncryptor implements Encryptor {

  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
  private final RandomGenerator random;
  private final AtomicInteger calls = new AtomicInteger();

  MapEncryptor() {
    this(new java.security.SecureRandom());
  }

  MapEncryptor(RandomGenerator random) {
    this.random = random;
  }

  MapEncryptor knows(byte[] encryptedKey, byte[] plaintextKey) {
    keys.put(HexFormat.of().formatHex(encryptedKey), plaintextKey.clone());
    return this;
  }

  int calls() {
    return calls.get();
  }

  byte[] plaintextOf(byte[] encryptedKey) {
    return keys.get(HexFormat.of().formatHex(encryptedKey)).clone();
  }

  @Override
  public DataKey generateDataKey() {
    calls.incrementAndGet();
    byte[] plaintext = new byte[DataKey.LENGTH];
    byte[] encrypted = new byte[184];
    random.nextBytes(plaintext);
    random.nextBytes(encrypted);
    knows(encrypted, plaintext);
    return DataKey.of(plaintext, encrypted);
  }

  @Override
  public DataKey decryptDataKey(byte[] encryptedKey) {
    calls.incrementAndGet();
    byte[] plaintext = keys.get(HexFormat.of().formatHex(encryptedKey));
    if (plaintext == null) {
      throw new KeyUnavailableException("test", "no such key", null);
    }
    return DataKey.of(plaintext, encryptedKey);
  }
}
