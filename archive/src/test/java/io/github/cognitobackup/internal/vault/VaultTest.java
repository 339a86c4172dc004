package io.github.cognitobackup.internal.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes beyond the contract, which the testkit runs on the objects of a repository. */
class VaultTest {

  private static final String SECRET = "taro@example.com is a user";

  private final InMemoryStorage memory = new InMemoryStorage();
  private final XorEncryptor encryptor = new XorEncryptor();
  private final Vault vault = Vault.of(memory).sealedBy(encryptor);
  private final Storage storage = vault.objects();

  @AfterEach
  void everythingWasClosed() {
    memory.checkNothingOpen();
  }

  @Test
  void putsNoPlaintextIntoTheStorageBeneath() throws IOException {
    write(storage, "a", SECRET.getBytes(UTF_8));
    assertThat(new String(read(memory, "a"), UTF_8)).doesNotContain("taro", "user");
    assertThat(read(storage, "a")).asString(UTF_8).isEqualTo(SECRET);
  }

  @Test
  void asksForOneKeyForEachObject() throws IOException {
    write(storage, "a", SECRET.getBytes(UTF_8));
    write(storage, "b", SECRET.getBytes(UTF_8));
    assertThat(encryptor.generated).isEqualTo(2);
    assertThat(read(memory, "a")).isNotEqualTo(read(memory, "b"));
    try (StoredObject object = storage.open("a")) {
      object.openStream().close();
      object.openStream().close();
    }
    assertThat(encryptor.unwrapped).isOne();
  }

  @Test
  void tellsTheSizeOfTheSealedForm() throws IOException {
    write(storage, "a", SECRET.getBytes(UTF_8));
    assertThat(storage.stat("a").orElseThrow().size()).isEqualTo(read(memory, "a").length);
  }

  @Test
  void refusesToOpenWhatWasAltered() throws IOException {
    write(storage, "a", SECRET.getBytes(UTF_8));
    byte[] sealed = read(memory, "a");
    for (int at = 0; at < sealed.length; at++) {
      byte[] altered = sealed.clone();
      altered[at] ^= 1;
      write(memory, "altered" + at, altered);
      String key = "altered" + at;
      assertThatExceptionOfType(ArchiveCorruptException.class)
          .isThrownBy(() -> storage.open(key))
          .withMessageContaining("\"" + key + "\"");
    }
  }

  @Test
  void refusesPlainObjectAndTellsTheWayAround() throws IOException {
    write(memory, "plain", gzip());
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> storage.open("plain"))
        .withMessageContaining("\"plain\" is a plain file")
        .withMessageContaining("acceptPlaintext()");
  }

  @Test
  void opensPlainObjectAsItIsWhenItMay() throws IOException {
    write(memory, "plain", gzip());
    Storage lenient = vault.acceptingPlaintext().objects();
    assertThat(read(lenient, "plain")).isEqualTo(gzip());
    write(lenient, "sealed", SECRET.getBytes(UTF_8));
    assertThat(read(storage, "sealed")).asString(UTF_8).isEqualTo(SECRET);
    write(memory, "neither", new byte[] {0, 0, 0, 13, 1, 2, 3, (byte) 0xff});
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> lenient.open("neither"));
  }

  @Test
  void hasPlainObjectsWithoutAnEncryptor() {
    Vault plain = Vault.of(memory);
    assertThat(plain.sealed()).isFalse();
    assertThat(plain.acceptsPlaintext()).isTrue();
    assertThat(plain.objects()).isSameAs(memory);
    assertThat(vault.sealed()).isTrue();
    assertThat(vault.acceptsPlaintext()).isFalse();
    assertThat(vault.bytes()).isSameAs(memory);
  }

  @Test
  void acceptsPlaintextInWhateverOrderItIsTold() {
    assertThat(vault.acceptingPlaintext().acceptsPlaintext()).isTrue();
    assertThat(Vault.of(memory).acceptingPlaintext().sealedBy(encryptor).acceptsPlaintext())
        .isTrue();
  }

  @Test
  void sealsInAnotherStorageAsInThisOne() throws IOException {
    InMemoryStorage other = new InMemoryStorage();
    Vault lenient = vault.acceptingPlaintext().over(other);
    write(lenient.objects(), "a", SECRET.getBytes(UTF_8));
    assertThat(new String(read(other, "a"), UTF_8)).doesNotContain("taro");
    assertThat(read(vault.over(other).objects(), "a")).asString(UTF_8).isEqualTo(SECRET);
    assertThat(lenient.acceptsPlaintext()).isTrue();
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void isKnownByItsObjects() throws IOException {
    Vault plain = Vault.of(new InMemoryStorage());
    assertThat(plain.over(storage).bytes()).isSameAs(memory);
    assertThat(plain.over(storage).sealed()).isTrue();
    assertThat(plain.over(storage).acceptsPlaintext()).isFalse();
    assertThat(plain.over(vault.acceptingPlaintext().objects()).acceptsPlaintext()).isTrue();
    write(plain.over(storage).objects(), "a", SECRET.getBytes(UTF_8));
    assertThat(read(storage, "a")).asString(UTF_8).isEqualTo(SECRET);
  }

  @Test
  void refusesObjectsThatAreSealedAlready() {
    assertThat(Vault.requireBytes(memory)).isSameAs(memory);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vault.requireBytes(storage))
        .withMessageContaining("already seals");
    assertThatIllegalArgumentException().isThrownBy(() -> Vault.of(storage));
  }

  @Test
  void beginsNothingWithoutAKey() {
    encryptor.failing = true;
    assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> storage.create("a"));
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void opensNothingWithoutAKey() throws IOException {
    write(storage, "a", SECRET.getBytes(UTF_8));
    encryptor.failing = true;
    assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> storage.open("a"));
  }

  @Test
  void commitsNothingAfterAFailedWrite() throws IOException {
    Storage failing =
        new ForwardingStorage(memory) {
          @Override
          public ObjectWriter create(String key) {
            return new BreakingWriter(super.create(key));
          }
        };
    try (ObjectWriter writer = Vault.of(failing).sealedBy(encryptor).objects().create("a")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> writer.stream().write(new byte[1 << 20]))
          .withMessage("broken");
      assertThatIllegalStateException().isThrownBy(writer::commit);
    }
    assertThat(memory.list("")).isEmpty();
  }

  private record BreakingWriter(ObjectWriter writer) implements ObjectWriter {

    @Override
    public java.io.OutputStream stream() {
      return new java.io.OutputStream() {
        private int left = 10_000;

        @Override
        public void write(int b) throws IOException {
          if (left-- == 0) {
            throw new IOException("broken");
          }
        }
      };
    }

    @Override
    public void commit() {
      writer.commit();
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  /** A key service that wraps with a fixed pattern. */
  private static final class XorEncryptor implements Encryptor {

    private int generated;
    private int unwrapped;
    private boolean failing;

    @Override
    public DataKey generateDataKey() {
      byte[] key = new byte[DataKey.LENGTH];
      java.util.Arrays.fill(key, (byte) ++generated);
      return key(key, xor(key));
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      unwrapped++;
      // takes any length, so that it is the envelope that finds what was altered
      return key(xor(java.util.Arrays.copyOf(encryptedKey, DataKey.LENGTH)), encryptedKey);
    }

    private DataKey key(byte[] plaintext, byte[] encrypted) {
      if (failing) {
        throw new KeyUnavailableException("test", "disabled", null);
      }
      return DataKey.of(plaintext, encrypted);
    }

    private static byte[] xor(byte[] bytes) {
      byte[] result = bytes.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] ^= 0x5a;
      }
      return result;
    }
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(SECRET.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void write(Storage storage, String key, byte[] content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }

  private static byte[] read(Storage storage, String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    }
  }
}
