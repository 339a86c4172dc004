package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.transfer.StoredContent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A pool is a restore's own, which may set it, while it has the restore's tag and no note says that
 * the restore was complete. What lies in the storage gives a restore no pool but that.
 */
class RestoreOwnershipTest extends OwnershipScene {

  @Test
  void everyRepetitionSetsItsNewPoolFully() {
    RestoreRequest request = fresh(key);
    Set<String> pools = new HashSet<>();
    for (int drill = 1; drill <= 3; drill++) {
      RestorePlan plan = bed.backuper().plan(request);
      RestoreReport report = restore(request);

      isWhole(report);
      assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
      assertThat(plan.resources())
          .extracting(ResourceChange::action)
          .containsOnly(ResourceChange.Action.CREATE);
      assertThat(pools.add(report.userPoolId())).isTrue();
      assertThat(report.identityMapKey().orElseThrow()).contains(report.userPoolId());
      assertThat(restore(request).userPoolId()).as("run again").isEqualTo(report.userPoolId());
      delete(report.userPoolId());
    }
  }

  @Test
  void aRepetitionAfterAKilledDrillCreatesAllUsersAnew() {
    RestoreRequest request = fresh(key);
    Set<String> before = Set.copyOf(bed.emulator.cognito().poolIds());
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(request));
    bed.emulator.clearFaults();
    bed.emulator.cognito().poolIds().stream()
        .filter(pool -> !before.contains(pool))
        .toList()
        .forEach(this::delete);

    RestoreReport report = restore(request);

    isWhole(report);
    assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
  }

  @Test
  void aPoolWithoutTheTagIsComparedAndNeverSet() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    remove(first, "completed");
    set(pool, 3, tags(pool));
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isEqualTo(pool);
    assertThat(again.comparison().equal()).isFalse();
    assertThat(again.users().finish()).isZero();
    assertThat(passwordDays(pool)).isEqualTo(3);
    assertThat(SmallPool.find(bed.emulator, MODEL, pool, "member").orElseThrow())
        .satisfies(
            member -> {
              assertThat(member.enabled()).isFalse();
              assertThat(member.groups()).doesNotContain("admins");
            });
  }

  @Test
  void deletedNotesOfTheEndBringNoUserBack() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    remove(first, "completed");
    remove(first, "settled-1");
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));

    RestoreReport again = restore(request);

    assertThat(again.users().finish()).isZero();
    assertThat(SmallPool.find(bed.emulator, MODEL, pool, "member").orElseThrow())
        .satisfies(
            member -> {
              assertThat(member.enabled()).isFalse();
              assertThat(member.groups()).doesNotContain("admins");
            });
  }

  @Test
  void notesOfADrillSayNothingToAnotherRestore() {
    RestoreRequest drill = fresh(key);
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(drill));
    bed.emulator.clearFaults();
    List<String> notes =
        StoredContent.keys(bed.storage).stream()
            .filter(each -> each.contains("/users-0-"))
            .toList();
    String living = bed.emulator.cognito().generatePool("living", MODEL, 0, 2);
    RestoreRequest request = RestoreRequest.of(key).intoPool(living);
    String journal = key + ".restores/" + restore(request).restoreId() + '/';
    bed.client.adminDisableUser(r -> r.userPoolId(living).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(living).username("member").groupName("admins"));

    for (String note : notes) {
      for (String place : List.of("users-1-000000-1", "users-0-000000-1", "settled-1")) {
        String target = journal + "1-" + living + '/' + place + ".enc";
        bed.storage.delete(target);
        StoredContent.put(bed.storage, target, StoredContent.get(bed.storage, note));

        if (!place.startsWith("users-0")) { // of whom all are settled, and not read any more
          assertThatExceptionOfType(RestoreRefusedException.class)
              .isThrownBy(() -> restore(request))
              .withMessageContaining(target)
              .withMessageContaining("delete it");
          bed.storage.delete(target);
        }
        assertThat(SmallPool.find(bed.emulator, MODEL, living, "member").orElseThrow())
            .satisfies(
                member -> {
                  assertThat(member.enabled()).isFalse();
                  assertThat(member.groups()).doesNotContain("admins");
                });
      }
    }
    assertThat(notes).isNotEmpty();
  }

  @Test
  void aJournalPutBackEnablesNobody() {
    String living = bed.emulator.cognito().generatePool("living", MODEL, 0, 2);
    RestoreRequest request = RestoreRequest.of(key).intoPool(living);
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(request));
    bed.emulator.clearFaults();
    Map<String, byte[]> then = new TreeMap<>();
    StoredContent.keys(bed.storage).stream()
        .filter(each -> each.contains(living + "/users-0-"))
        .forEach(each -> then.put(each, StoredContent.get(bed.storage, each)));
    RestoreReport whole = restore(request);
    assertThat(whole.outcome()).isEqualTo(Outcome.COMPLETE);

    bed.client.adminDisableUser(r -> r.userPoolId(living).username("confirmed"));
    journal(whole).forEach(bed.storage::delete);
    then.forEach((note, content) -> StoredContent.put(bed.storage, note, content));

    assertThat(restore(request).users().finish()).isZero();
    assertThat(SmallPool.find(bed.emulator, MODEL, living, "confirmed").orElseThrow().enabled())
        .isFalse();
    assertThat(then).isNotEmpty();
  }

  @Test
  void theNoteOfOnePoolGivesARestoreNoOther() {
    RestoreReport living = restore(fresh(key));
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    String note =
        journal(living).stream()
            .filter(each -> each.endsWith("/pool.enc"))
            .findFirst()
            .orElseThrow();
    String own =
        journal(first).stream()
            .filter(each -> each.endsWith("/pool.enc"))
            .findFirst()
            .orElseThrow();
    String swapped = own.replace(pool, living.userPoolId());
    delete(pool);
    for (String place : List.of(own, swapped)) {
      bed.storage.delete(place);
      StoredContent.put(bed.storage, place, StoredContent.get(bed.storage, note));
      set(living.userPoolId(), 3, tags(living.userPoolId()));

      assertThatExceptionOfType(RestoreRefusedException.class)
          .isThrownBy(() -> restore(request))
          .withMessageContaining(place);
      assertThat(passwordDays(living.userPoolId())).isEqualTo(3);
      bed.storage.delete(place);
    }
    isWhole(restore(request));
  }

  @Test
  void theIdentityMapOfAnotherRestoreIsNotReported() {
    RestoreReport other = restore(fresh(key));
    RestoreRequest request = fresh(key);
    String map = restore(request).identityMapKey().orElseThrow();
    bed.storage.delete(map);
    StoredContent.put(
        bed.storage, map, StoredContent.get(bed.storage, other.identityMapKey().orElseThrow()));

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> restore(request))
        .withMessageContaining(map);
  }
}
