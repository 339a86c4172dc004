package io.github.cognitobackup.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.testkit.Fault.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultyStorageTest {

  private final InMemoryStorage memory = new InMemoryStorage();

  @AfterEach
  void everythingWasClosed() {
    memory.checkNothingOpen();
  }

  @Nested
  class WithoutFaults extends StorageContract {
    @Override
    protected Storage newStorage() {
      return new FaultyStorage(new InMemoryStorage());
    }
  }

  @Test
  void failsBeforeTheCommitTakesEffect() {
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.COMMIT));
    assertFails(() -> write(storage, "a", "content"));
    assertThat(memory.stat("a")).isEmpty();
    assertThat(storage.failures()).isOne();
  }

  @Test
  void losesTheAnswerOfACommit() {
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.COMMIT).afterEffect());
    assertFails(() -> write(storage, "a", "content"));
    assertThat(memory.stat("a")).isPresent();
  }

  @Test
  void failsOneCallOfMany() {
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.CREATE).call(2));
    write(storage, "a", "content");
    assertFails(() -> write(storage, "b", "content"));
    write(storage, "c", "content");
    assertThat(memory.list("").map(info -> info.key())).containsExactly("a", "c");
    assertThat(storage.failures()).isOne();
  }

  @Test
  void failsForAWhile() {
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.STAT).call(2).times(2));
    assertThat(storage.stat("a")).isEmpty();
    assertFails(() -> storage.stat("a"));
    assertFails(() -> storage.stat("a"));
    assertThat(storage.stat("a")).isEmpty();
  }

  @Test
  void failsForSomeKeysOnly() {
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.DELETE).keys("b"::equals));
    storage.delete("a");
    assertFails(() -> storage.delete("b"));
    storage.delete("c");
  }

  @Test
  void failsListings() {
    assertFails(() -> new FaultyStorage(memory, Fault.on(Point.LIST)).list(""));
  }

  @Test
  void breaksWritingAfterTheGivenBytes() throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.WRITE).afterBytes(10));
    try (ObjectWriter writer = storage.create("a")) {
      writer.stream().write("12345678".getBytes(UTF_8));
      assertFails(() -> writeTo(writer, "90abcdef"));
      writer.commit();
    }
    try (StoredObject object = memory.open("a");
        InputStream stream = object.openStream()) {
      stream.transferTo(seen);
    }
    assertThat(seen.toString(UTF_8)).isEqualTo("1234567890");
  }

  @Test
  void breaksReadingAfterTheGivenBytes() throws IOException {
    write(memory, "a", "1234567890abcdef");
    FaultyStorage storage = new FaultyStorage(memory, Fault.on(Point.READ).afterBytes(10));
    try (StoredObject object = storage.open("a");
        InputStream stream = object.openStream()) {
      assertThat(stream.readNBytes(10)).asString(UTF_8).isEqualTo("1234567890");
      assertFails(() -> readFrom(stream));
    }
  }

  @Test
  void throwsWhatItIsGiven() {
    Fault fault = Fault.on(Point.OPEN).failingWith(() -> new UnsupportedOperationException("x"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> new FaultyStorage(memory, fault).open("a"));
  }

  @Test
  void countsForEachFaultOnItsOwn() {
    FaultyStorage storage =
        new FaultyStorage(
            memory, Fault.on(Point.STAT).call(1), Fault.on(Point.STAT).keys("b"::equals).call(2));
    assertFails(() -> storage.stat("a"));
    assertThat(storage.stat("b")).isEmpty();
    assertFails(() -> storage.stat("b"));
    assertThat(storage.failures()).isEqualTo(2);
  }

  @Test
  void knowsBytesOfStreamsOnly() {
    assertThatIllegalStateException().isThrownBy(() -> Fault.on(Point.STAT).afterBytes(1));
  }

  private static void assertFails(Runnable call) {
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(call::run)
        .matches(StorageUnavailableException::retryable);
  }

  private static void write(Storage storage, String key, String content) {
    try (ObjectWriter writer = storage.create(key)) {
      writeTo(writer, content);
      writer.commit();
    }
  }

  private static void writeTo(ObjectWriter writer, String content) {
    try {
      writer.stream().write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readFrom(InputStream stream) {
    try {
      stream.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
