package io.github.cognitobackup.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service without a memory: a data key is wrapped by the name of its key, and can be off. */
public final class KeyService implements Encryptor {

  private final String name;
  final AtomicInteger calls = new AtomicInteger();
  volatile boolean disabled;

  public KeyService(String name) {
    this.name = name;
  }

  static byte[] wrap(String name, byte[] key) {
    byte[] label = (name + ":").getBytes(UTF_8);
    byte[] wrapped = Arrays.copyOf(label, label.length + key.length);
    byte[] pad = pad(name);
    for (int i = 0; i < key.length; i++) {
      wrapped[label.length + i] = (byte) (key[i] ^ pad[i]);
    }
    return wrapped;
  }

  static byte[] unwrap(String name, byte[] wrapped) {
    byte[] label = (name + ":").getBytes(UTF_8);
    if (!Arrays.equals(label, Arrays.copyOf(wrapped, label.length))) {
      throw KeyUnavailableException.ofDataKey(name, "sealed under another key than " + name, null);
    }
    byte[] key = Arrays.copyOfRange(wrapped, label.length, wrapped.length);
    byte[] pad = pad(name);
    for (int i = 0; i < key.length; i++) {
      key[i] ^= pad[i];
    }
    return key;
  }

  private static byte[] pad(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void call() {
    calls.incrementAndGet();
    if (disabled) {
      throw new KeyUnavailableException(name, name + " is disabled", null);
    }
  }

  @Override
  public DataKey generateDataKey() {
    call();
    byte[] key = new byte[DataKey.LENGTH];
    new SecureRandom().nextBytes(key);
    return DataKey.of(key, wrap(name, key));
  }

  @Override
  public DataKey decryptDataKey(byte[] encryptedKey) {
    call();
    return DataKey.of(unwrap(name, encryptedKey), encryptedKey);
  }

  @Override
  public Optional<String> wrappingKey() {
    return Optional.of(name);
  }

  /** Moves data keys of other keys to this one. */
  public DataKeyRewrapper rewrapperFrom(String... others) {
    return encryptedKey -> {
      call();
      for (String other : others) {
        try {
          return RewrappedKey.moved(wrap(name, unwrap(other, encryptedKey)), name);
        } catch (KeyUnavailableException e) {
          // it is under another one
        }
      }
      byte[] unused = unwrap(name, encryptedKey);
      return RewrappedKey.unchanged(encryptedKey, name);
    };
  }
}
