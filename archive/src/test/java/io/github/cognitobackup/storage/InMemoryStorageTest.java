package io.github.cognitobackup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What goes beyond the contract, which the testkit runs on this class. */
class InMemoryStorageTest {

  private final Instant now = Instant.parse("2026-11-23T20:40:00Z");
  private final InMemoryStorage storage = new InMemoryStorage(Clock.fixed(now, ZoneOffset.UTC));

  @Test
  void tellsOfWritersAndObjectsThatNobodyClosed() {
    ObjectWriter writer = storage.create("a");
    writer.commit();
    StoredObject object = storage.open("a");
    assertThatIllegalStateException()
        .isThrownBy(storage::checkNothingOpen)
        .withMessage("not closed: [opened a, writer of a]");
    writer.close();
    object.close();
    storage.checkNothingOpen();
  }

  @Test
  void takesTheTimeFromItsClock() {
    try (ObjectWriter writer = storage.create("a")) {
      writer.commit();
    }
    assertThat(storage.stat("a")).contains(new ObjectInfo("a", 0, now));
  }
}
