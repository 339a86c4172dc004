package io.github.cognitobackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.testkit.Fault.Point;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.Selection;
import io.github.cognitobackup.transfer.TransferReport;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy between storages that fail goes on, never spoils anything, and is right when repeated. */
class CopyFaultsTest {

  private static final String[] KEYS = {
    "eu-west-1_A/20261121T101530.123Z.tar.gz.enc",
    "eu-west-1_A/20261122T101530.123Z.tar.gz.enc",
    "eu-west-1_A/20261123T101530.123Z.tar.gz.enc"
  };

  private final InMemoryStorage from = new InMemoryStorage();
  private final InMemoryStorage to = new InMemoryStorage();

  @BeforeEach
  void fill() throws IOException {
    for (String key : KEYS) {
      put(key, content(key));
      put(key + ".json", new byte[] {'{', '}'});
    }
  }

  @AfterEach
  void nothingStaysOpen() {
    from.checkNothingOpen();
    to.checkNothingOpen();
  }

  private void put(String key, byte[] content) throws IOException {
    try (ObjectWriter writer = from.create(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }

  private static byte[] content(String key) {
    byte[] content = new byte[200_000];
    new Random(key.hashCode()).nextBytes(content);
    return content;
  }

  private static byte[] read(Storage storage, String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream in = object.openStream()) {
      return in.readAllBytes();
    }
  }

  static Stream<Fault> faultsOfTheTarget() {
    return Stream.of(
        Fault.on(Point.CREATE).call(1),
        Fault.on(Point.WRITE).afterBytes(100_000).call(1),
        Fault.on(Point.COMMIT).call(1),
        Fault.on(Point.COMMIT).call(1).afterEffect(),
        Fault.on(Point.OPEN).call(1),
        Fault.on(Point.READ).afterBytes(100_000).call(1),
        Fault.on(Point.STAT).call(1));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheTarget")
  void goesOnWhenTheTargetFailsOnce(Fault fault) throws IOException {
    FaultyStorage faulty = new FaultyStorage(to, fault);
    afterwardsAllIsWell(Copy.between(from, faulty).run(Selection.all()), faulty);
  }

  static Stream<Fault> faultsOfTheSource() {
    return Stream.of(
        Fault.on(Point.OPEN).call(1), Fault.on(Point.READ).afterBytes(100_000).call(1));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheSource")
  void goesOnWhenTheSourceFailsOnce(Fault fault) throws IOException {
    FaultyStorage faulty = new FaultyStorage(from, fault);
    afterwardsAllIsWell(Copy.between(faulty, to).run(Selection.all()), faulty);
  }

  private void afterwardsAllIsWell(TransferReport first, FaultyStorage faulty) throws IOException {
    assertThat(faulty.failures()).isEqualTo(1);
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.counts()).isEqualTo(Map.of(Status.FAILED, 1L, Status.COPIED, 2L));

    TransferReport second = Copy.between(from, to).run(Selection.all());

    assertThat(second.outcome()).isEqualTo(Outcome.COMPLETE);
    for (String key : KEYS) {
      assertThat(read(to, key)).isEqualTo(content(key));
      assertThat(to.stat(key + ".json")).isPresent();
      assertThat(read(from, key)).isEqualTo(content(key));
    }
  }
}
