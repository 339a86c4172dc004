package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The tag by which a pool is told to be of a restore that is not complete. */
class OwnershipTagTest extends OwnershipScene {

  private static final String TAG = "cognito-backup:restore";

  @Test
  void thePoolBearsTheTagAsLongAsTheRestoreIsNotComplete() {
    RestoreRequest request = fresh(key);
    bed.emulator.inject(
        Fault.on("CreateGroup")
            .where("GroupName", "admins")
            .error("LimitExceededException", 400, "no"));
    RestoreReport partial = restore(request);
    String pool = partial.userPoolId();
    assertThat(partial.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(tags(pool)).containsEntry(TAG, partial.restoreId());

    set(pool, 3, tags(pool));
    bed.emulator.clearFaults();
    RestoreReport whole = restore(request);

    assertThat(whole.userPoolId()).isEqualTo(pool);
    assertThat(tags(pool)).doesNotContainKey(TAG);
    assertThat(passwordDays(pool)).as("set again").isEqualTo(7);
  }

  @Test
  void withNeitherTagNorNoteAPoolIsNotFound() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    remove(first, "pool");

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isNotEqualTo(first.userPoolId());
    isWhole(again);
  }

  @Test
  void aRunThatFindsNoteAndTagOnlyTakesTheTag() {
    RestoreRequest request = fresh(key);
    bed.emulator.inject(Fault.on("UntagResource").accessDenied());
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains(TAG).contains("again"));
    assertThat(tags(pool)).containsKey(TAG);
    set(pool, 3, tags(pool));
    bed.emulator.clearFaults();

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isEqualTo(pool);
    assertThat(tags(pool)).isEqualTo(tags(source));
    assertThat(passwordDays(pool)).isEqualTo(3);
  }

  @Test
  void aPoolWithAllTheTagsItCanHaveIsRestoredWithAllOfThem() {
    Map<String, String> before = tags(source);
    Map<String, String> fifty = new TreeMap<>();
    for (int i = 1; i <= 50; i++) {
      fifty.put("tag-" + i, "value " + i);
    }
    set(source, 7, fifty);
    try {
      String full = bed.backuper().backup(source).key();
      RestoreRequest request = fresh(full);
      RestoreReport report = restore(request);
      isWhole(report);
      assertThat(tags(report.userPoolId())).isEqualTo(fifty);
      isWhole(restore(request));

      MortalProcess whole = MortalProcess.immortal();
      isWhole(run(whole, fresh(full), 0));
      for (int step = whole.steps() - 8; step < whole.steps(); step++) {
        RestoreRequest killed = fresh(full);
        MortalProcess process = new MortalProcess(step, step % 2 == 0);
        assertThatExceptionOfType(MortalProcess.Death.class)
            .isThrownBy(() -> run(process, killed, 0));
        isWhole(run(MortalProcess.immortal(), killed, 2));
      }
    } finally {
      set(source, 7, before);
    }
  }

  @Test
  void theTagThatWasHeldBackResetsNothingThatTheOwnerHasSetSince() throws IOException {
    String full = SmallPool.create(bed.emulator, MODEL);
    Map<String, String> fifty = new TreeMap<>();
    for (int i = tags(full).size() + 1; i <= 50; i++) {
      fifty.put("tag-" + i, "value " + i);
    }
    bed.client.tagResource(r -> r.resourceArn(describe(full).arn()).tags(fifty));
    RestoreRequest request = fresh(bed.backuper().backup(full).key());
    bed.emulator.inject(Fault.on("UpdateUserPool").accessDenied());
    RestoreReport first = restore(request);
    bed.emulator.clearFaults();
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.comparison().equal()).isFalse();
    assertThat(tags(first.userPoolId())).hasSize(50).containsKey(TAG);

    try (NewerCognito newer = new NewerCognito(bed.emulator.endpoint());
        CognitoIdentityProviderClient client = TestBed.client(newer.endpoint())) {
      bed.emulator.clearCalls();
      RestoreReport again = bed.builder().cognito(client).build().restore(request);
      assertThat(again.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(again.firstFailures())
          .anySatisfy(
              failure -> assertThat(failure.reason()).contains(TAG).contains(NewerCognito.MEMBER));
      assertThat(bed.emulator.calls("UpdateUserPool")).isZero();
    }

    assertThat(restore(request).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(tags(first.userPoolId())).isEqualTo(tags(full)).hasSize(50);
  }
}
