package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.event.BackupListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetbacksTest {

  private final List<String> told = new ArrayList<>();
  private final Setbacks setbacks =
      new Setbacks(
          new BackupListener() {
            @Override
            public void onThrottled(String operation, long soFar) {
              told.add("throttled " + operation + " " + soFar);
            }

            @Override
            public void onRepeated(String operation, String reason, long soFar) {
              told.add("repeated " + operation + " " + reason + " " + soFar);
            }
          },
          new Patience(Patience.DEFAULT, System::nanoTime, millis -> {}));

  @Test
  void areToldEachAndCountedByTheirKindOverAllOperations() {
    setbacks.throttled("ListUsers");
    setbacks.throttled("ListGroups");
    setbacks.repeated("ListUsers", CognitoErrorsTest.answer(500, "InternalErrorException", ""));
    setbacks.throttled("ListUsers");

    assertThat(told)
        .containsExactly(
            "throttled ListUsers 1",
            "throttled ListGroups 2",
            "repeated ListUsers InternalErrorException 1",
            "throttled ListUsers 3");
  }

  @Test
  void theirReasonsTellNothingOfAnAnswer() {
    setbacks.repeated("ListUsers", CognitoErrorsTest.answer(500, null, "of ada@example.com"));

    assertThat(told).containsExactly("repeated ListUsers HTTP 500 1");
  }
}
