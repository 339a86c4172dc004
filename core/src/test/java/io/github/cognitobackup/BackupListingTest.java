package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pool.PoolUnreadableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup against lists that lag, leave out and change while they are read. */
class BackupListingTest extends BackupScene {

  @Test
  void takesNoEmptyPageForTheEnd() {
    bed.emulator.cognito().pageSizes(0, 7, 0, 0, 20, 1);
    BackupReport report = backup();
    bed.emulator.cognito().pageSizes();

    isWhole(report);
  }

  @ParameterizedTest
  @EnumSource(SubPrefixFilter.class)
  void isWholeWhateverTheFilterDoes(SubPrefixFilter manner) {
    List<String> before = objects();
    bed.emulator.cognito().subPrefixFilter(manner);
    BackupReport report = backup();

    assertThat(objects())
        .hasSize(before.size() + 2)
        .contains(report.key(), report.key() + Receipts.SUFFIX);
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.SUPPORTED);
    isWhole(report);
  }

  @Test
  void listsInOneChainWhereTheEndpointGivesNoEstimate() {
    bed.emulator.cognito().omitEstimatedUsers();
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.INCOMPLETE);
    BackupReport report = backup();

    assertThat(report.users()).isEqualTo(USERS);
    assertThat(bed.emulator.calls("ListUsers")).isEqualTo((USERS + 59) / 60);
  }

  @Test
  void believesNoEstimateThatIsTooHigh() {
    bed.emulator.cognito().estimatedUsers(users -> users * 3);
    assertThat(backup().users()).isEqualTo(USERS);
  }

  @Test
  void asksUsersForTheirGroupsWhereGroupsAreMany() {
    String many = bed.emulator.cognito().createPool("many groups", PoolModel.PLAIN);
    for (int i = 0; i < 5; i++) {
      var user = io.github.cognitobackup.emulator.scenario.SeedUser.named("u" + i);
      for (int g = 0; g < 4; g++) {
        user.group("g" + i + g);
      }
      bed.emulator.cognito().putUser(many, user);
    }
    BackupReport report = bed.backuper().backup(many);

    assertThat(report.memberships()).isEqualTo(20);
    assertThat(bed.emulator.calls("ListUsersInGroup")).isZero();
    assertThat(bed.emulator.calls("AdminListGroupsForUser")).isEqualTo(5);
  }

  @Test
  void passesOverAUserWhoIsDeletedMeanwhile() {
    String many = bed.emulator.cognito().createPool("deleted", PoolModel.PLAIN);
    for (String name : List.of("gone", "here")) {
      bed.emulator
          .cognito()
          .putUser(
              many,
              io.github.cognitobackup.emulator.scenario.SeedUser.named(name)
                  .group("a-" + name)
                  .group("b-" + name));
    }
    bed.emulator.inject(
        Fault.on("AdminListGroupsForUser")
            .where("Username", "gone")
            .error("UserNotFoundException", 400, "User does not exist."));

    assertThat(bed.backuper().backup(many).memberships()).isEqualTo(2);
  }

  @Test
  void readsNobodyInAWayThatIsBilled() {
    backup();
    assertThat(bed.emulator.calls("AdminGetUser")).isZero();
    assertThat(bed.emulator.calls().keySet())
        .allMatch(
            call ->
                call.startsWith("List") || call.startsWith("Describe") || call.startsWith("Get"));
  }

  @Test
  void namesAnExpiredPageToken() {
    MovableClock clock = new MovableClock();
    try (Emulator slow = Emulator.builder().clock(clock).build();
        var client = TestBed.client(slow.endpoint())) {
      slow.cognito().omitEstimatedUsers();
      String grown = slow.cognito().generatePool("grown", PoolModel.PLAIN, 200, 4);
      AtomicLong seen = new AtomicLong();
      Backuper backuper =
          bed.builder()
              .cognito(client)
              .listener(
                  new BackupListener() {
                    @Override
                    public void onUsers(long soFar) {
                      if (seen.incrementAndGet() == 60) {
                        clock.now = clock.now.plus(Duration.ofHours(2));
                      }
                    }
                  })
              .build();
      List<String> before = objects();

      assertThatExceptionOfType(PoolUnreadableException.class)
          .isThrownBy(() -> backuper.backup(grown))
          .withMessageContaining(grown)
          .withMessageContaining("InvalidParameterException");
      assertThat(objects()).isEqualTo(before);
      assertThat(backuper.backup(grown).users()).isEqualTo(200);
    }
  }

  private static final class MovableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
