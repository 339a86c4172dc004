package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LostRaceTest {

  private int attempts;

  @Test
  void isRunAgain() {
    ArchiveExistsException taken = new ArchiveExistsException("key", "taken", null);

    assertThat(LostRace.again(() -> failingBefore(2, true, taken))).isEqualTo("done");
  }

  @Test
  void isGivenUpAfterAFewAttempts() {
    ArchiveExistsException taken = new ArchiveExistsException("key", "taken", null);

    assertGivenUp(true, taken, LostRace.ATTEMPTS);
  }

  @Test
  void isNotAnyOtherFailure() {
    assertGivenUp(true, null, 1);
    assertGivenUp(false, new ArchiveExistsException("key", "taken", null), 1);
  }

  private void assertGivenUp(boolean retryable, @Nullable Throwable cause, int after) {
    attempts = 0;
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> LostRace.again(() -> failingBefore(9, retryable, cause)));
    assertThat(attempts).isEqualTo(after);
  }

  private String failingBefore(int attempt, boolean retryable, @Nullable Throwable cause) {
    if (++attempts < attempt) {
      throw new StorageUnavailableException(retryable, "failed", cause);
    }
    return "done";
  }
}
