package io.github.cognitobackup.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes beyond the contract, which the testkit runs on this class. */
class EncryptedStorageTest {

  private static final String SECRET = "taro@example.com is a user";

  private final InMemoryStorage memory = new InMemoryStorage();
  private final XorEncryptor encryptor = new XorEncryptor();
  private final EncryptedStorage storage = memory.withEncryptor(encryptor);

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
    EncryptedStorage lenient = storage.acceptPlaintext();
    assertThat(read(lenient, "plain")).isEqualTo(gzip());
    write(lenient, "sealed", SECRET.getBytes(UTF_8));
    assertThat(read(storage, "sealed")).asString(UTF_8).isEqualTo(SECRET);
    write(memory, "neither", new byte[] {0, 0, 0, 13, 1, 2, 3, (byte) 0xff});
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> lenient.open("neither"));
  }

  @Test
  void sealsOnceOnly() {
    assertThat(storage.sealed()).isTrue();
    assertThat(storage.raw()).isSameAs(memory);
    assertThatIllegalArgumentException().isThrownBy(() -> storage.withEncryptor(encryptor));
    Storage decorated = new ForwardingStorage(storage) {};
    assertThatIllegalArgumentException().isThrownBy(() -> decorated.withEncryptor(encryptor));
    assertThat(decorated.raw()).isSameAs(memory);
  }

  @Test
  void keepsDecoratorsBeneathTheEncryption() {
    Storage decorated = new ForwardingStorage(memory) {};
    assertThat(decorated.withEncryptor(encryptor).raw()).isSameAs(decorated);
    assertThat(decorated.raw()).isSameAs(decorated);
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
    try (ObjectWriter writer = failing.withEncryptor(encryptor).create("a")) {
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
