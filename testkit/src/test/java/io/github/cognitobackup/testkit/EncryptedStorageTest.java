package io.github.cognitobackup.testkit;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

class EncryptedStorageTest extends StorageContract {

  private final InMemoryStorage memory = new InMemoryStorage();

  @Override
  protected Storage newStorage() {
    return memory.withEncryptor(new RememberingEncryptor());
  }

  @AfterEach
  void everythingWasClosed() {
    memory.checkNothingOpen();
  }

  private static final class RememberingEncryptor implements Encryptor {

    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public DataKey generateDataKey() {
      byte[] plaintext = new byte[DataKey.LENGTH];
      byte[] encrypted = new byte[100];
      random.nextBytes(plaintext);
      random.nextBytes(encrypted);
      keys.put(HexFormat.of().formatHex(encrypted), plaintext.clone());
      return DataKey.of(plaintext, encrypted);
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      return DataKey.of(keys.get(HexFormat.of().formatHex(encryptedKey)).clone(), encryptedKey);
    }
  }
}
