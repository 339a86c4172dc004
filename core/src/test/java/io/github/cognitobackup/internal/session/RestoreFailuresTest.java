package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.restore.RestoreReport.Failure;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreFailuresTest {

  private final List<Failure> told = new ArrayList<>();
  private final RestoreFailures failures =
      new RestoreFailures(
          new BackupListener() {
            @Override
            public void onFailed(String what, String reason) {
              told.add(new Failure(what, reason));
            }
          });

  private static ArchivedPerson person(int line) {
    return new ArchivedPerson(
        line, JsonNodeFactory.instance.objectNode().put("Username", "ada"), List.of());
  }

  @Test
  void eachIsToldAndTheFirstHundredAreKept() {
    for (int line = 1; line <= 150; line++) {
      failures.user(person(line), "refused");
    }

    assertThat(told).hasSize(150);
    assertThat(failures.count()).isEqualTo(150);
    assertThat(failures.first()).isEqualTo(told.subList(0, 100));
  }

  @Test
  void nobodyIsNamed() {
    failures.user(person(7), "refused");

    assertThat(told.toString()).contains("line 7").doesNotContain("ada");
  }

  @Test
  void aUserWhoIsNotRestoredExplainsEveryDifference() {
    failures.user(person(3), "refused");

    assertThat(failures.explains(3, Set.of(Part.GROUPS, Part.STATUS))).isTrue();
    assertThat(failures.explains(4, Set.of(Part.GROUPS))).isFalse();
    assertThat(failures.leftUnfinished()).isTrue();
  }

  @Test
  void aUserWithoutRefusedAttributesExplainsThoseAloneAndIsFinished() {
    failures.lessened(person(3), "without email");

    assertThat(failures.explains(3, Set.of(Part.ATTRIBUTES))).isTrue();
    assertThat(failures.explains(3, Set.of(Part.ATTRIBUTES, Part.GROUPS))).isFalse();
    assertThat(failures.explains(3, Set.of(Part.GROUPS))).isFalse();
    assertThat(failures.leftUnfinished()).isFalse();
  }

  @Test
  void aResourceExplainsItself() {
    failures.resource("clients web", "refused");
    failures.found("groups admins", "missing in the pool");

    assertThat(failures.explains("clients web")).isTrue();
    assertThat(failures.explains("groups admins")).isFalse();
    assertThat(failures.count()).isEqualTo(2);
    assertThat(failures.leftUnfinished()).isFalse();
  }
}
