package io.github.cognitobackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.EncryptedData;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.OpenedEnvelope;
import io.github.cognitobackup.crypto.SealingOutputStream;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Encryptor} promises, as tests. Who writes one for another key service extends
 * this class and names it.
 *
 * <pre>{@code
 * class VaultEncryptorTest extends EncryptorContract {
 *   @Override
 *   protected Encryptor newEncryptor() {
 *     return new VaultEncryptor(vault, "backups");
 *   }
 * }
 * }</pre>
 *
 * <p>It cannot test that the key service keeps its keys to itself.
 */
public abstract class EncryptorContract {

  private static final int THREADS = 8;
  private static final byte[] DATA = new byte[100_000];

  private Encryptor encryptor;

  /** For subclasses. */
  protected EncryptorContract() {}

  /**
   * Makes an encryptor. Those that are made during one test use the same key of the key service.
   *
   * @return the encryptor
   */
  protected abstract Encryptor newEncryptor();

  @BeforeEach
  void makeTheEncryptor() {
    encryptor = newEncryptor();
  }

  @Test
  void opensWhatItSealed() throws Exception {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sealed)) {
      sealing.write(DATA);
      sealing.finish();
    }

    try (OpenedEnvelope opened =
            Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed.toByteArray()));
        InputStream plain = opened.openStream()) {
      assertThat(plain.readAllBytes()).isEqualTo(DATA);
    }
  }

  @Test
  void opensWhatAnotherInstanceSealed() {
    EncryptedData sealed;
    try (DataKey key = encryptor.generateDataKey()) {
      sealed = encryptor.encryptWithDataKey(DATA, key);
    }

    assertThat(newEncryptor().decrypt(sealed)).isEqualTo(DATA);
  }

  @Test
  void makesAnotherKeyEachTime() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      try (DataKey key = encryptor.generateDataKey()) {
        assertThat(seen.add(HexFormat.of().formatHex(key.encryptedKey()))).isTrue();
      }
    }
  }

  @Test
  void makesKeysThatSealOnce() {
    try (DataKey key = encryptor.generateDataKey()) {
      assertThat(encryptor.encryptWithDataKey(DATA, key).encryptedDataKey())
          .isEqualTo(key.encryptedKey());

      assertThatIllegalStateException().isThrownBy(() -> encryptor.encryptWithDataKey(DATA, key));
    }
  }

  @Test
  void unwrapsAKeyAgainAndAgainAndLeavesItsEncryptedFormAlone() {
    byte[] encryptedKey;
    EncryptedData sealed;
    try (DataKey key = encryptor.generateDataKey()) {
      encryptedKey = key.encryptedKey();
      sealed = encryptor.encryptWithDataKey(DATA, key);
    }
    byte[] given = encryptedKey.clone();

    for (int i = 0; i < 3; i++) {
      try (DataKey key = encryptor.decryptDataKey(given)) {
        assertThat(key.encryptedKey()).isEqualTo(encryptedKey);
      }
      assertThat(encryptor.decrypt(sealed)).isEqualTo(DATA);
    }
    assertThat(given).isEqualTo(encryptedKey);
  }

  @Test
  void refusesADamagedEncryptedKey() {
    byte[] encryptedKey;
    try (DataKey key = encryptor.generateDataKey()) {
      encryptedKey = key.encryptedKey();
    }
    for (int part = 0; part < 16; part++) {
      byte[] damaged = encryptedKey.clone();
      damaged[part * (damaged.length - 1) / 15] ^= 0x10;
      refuses(damaged);
    }
    refuses(Arrays.copyOf(encryptedKey, encryptedKey.length - 1));
    refuses(Arrays.copyOf(encryptedKey, encryptedKey.length + 1));
  }

  @Test
  void refusesWhatWasNeverAKey() {
    Random random = new Random(7);
    for (int length : new int[] {1, 32, 184, Envelope.MAX_ENCRYPTED_KEY_LENGTH}) {
      byte[] garbage = new byte[length];
      random.nextBytes(garbage);
      refuses(garbage);
    }
  }

  @Test
  void refusesAMessageUnderTheKeyOfAnother() {
    try (DataKey one = encryptor.generateDataKey();
        DataKey other = encryptor.generateDataKey()) {
      EncryptedData sealed = encryptor.encryptWithDataKey(DATA, one);
      EncryptedData mixed =
          EncryptedData.of(other.encryptedKey(), sealed.encryptedContent(), sealed.iv());

      assertThatExceptionOfType(CognitoBackupException.class)
          .isThrownBy(() -> encryptor.decrypt(mixed));
    }
  }

  @Test
  void servesManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<byte[]> sealAndOpen =
          () -> {
            try (DataKey key = encryptor.generateDataKey()) {
              return encryptor.decrypt(encryptor.encryptWithDataKey(DATA, key));
            }
          };
      List<Future<byte[]>> results = new ArrayList<>();
      for (int i = 0; i < 4 * THREADS; i++) {
        results.add(threads.submit(sealAndOpen));
      }
      for (Future<byte[]> result : results) {
        assertThat(result.get(1, TimeUnit.MINUTES)).isEqualTo(DATA);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void refuses(byte[] encryptedKey) {
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> encryptor.decryptDataKey(encryptedKey))
        .satisfies(e -> assertThat(e.keyId()).isNotBlank())
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
