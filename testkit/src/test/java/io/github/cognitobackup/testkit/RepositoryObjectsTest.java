package io.github.cognitobackup.testkit;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** What a repository seals and opens is a storage like any other. */
class RepositoryObjectsTest extends StorageContract {

  private static final int WRAPPED = 100;

  private final InMemoryStorage memory = new InMemoryStorage();

  @Override
  protected Storage newStorage() {
    return ArchiveRepository.builder()
        .storage(memory)
        .encryptor(new RememberingEncryptor())
        .build()
        .objects();
  }

  @Override
  long sizeOf(int content) {
    return 4 + 4 + 12 + WRAPPED + content + 16; // the envelope's lengths, IV, key and tag
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
      byte[] encrypted = new byte[WRAPPED];
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
