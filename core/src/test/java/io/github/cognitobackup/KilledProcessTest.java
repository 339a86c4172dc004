package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A restore in a process of its own, which the system kills. */
@Tag("long")
class KilledProcessTest {

  private static final int USERS = 300;

  /** The process: endpoint, folder, archive and name of the new pool. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      try (CognitoIdentityProviderClient client = TestBed.client(URI.create(arguments[0]))) {
        backuper(client, Path.of(arguments[1]))
            .restore(RestoreRequest.of(arguments[2]).intoNewPool(arguments[3]));
      }
    }
  }

  private static Backuper backuper(CognitoIdentityProviderClient client, Path folder) {
    return Backuper.builder()
        .cognito(client)
        .storage(new FolderStorage(folder))
        .insecurePlaintext()
        .insecureIncludeSecrets()
        .pacing(QuotaGate.unlimited())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "CreateUserPool, 1",
    "CreateUserPoolClient, 1",
    "AdminCreateUser, 1",
    "AdminCreateUser, 150",
    "AdminAddUserToGroup, 20",
    "AdminDisableUser, 3",
  })
  void isFinishedAtOnceByTheNext(String operation, int calls, @TempDir Path folder)
      throws Exception {
    try (Emulator emulator = Emulator.builder().build();
        CognitoIdentityProviderClient client = TestBed.client(emulator.endpoint())) {
      String source = emulator.cognito().generatePool("customers", PoolModel.EMAIL, USERS, 8);
      String key = backuper(client, folder).backup(source).key();
      emulator.latency(Duration.ofMillis(5));
      long before = emulator.calls(operation);
      Process process =
          JavaProcess.start(
              folder.resolve(".part-log"),
              Main.class,
              emulator.endpoint(),
              folder,
              key,
              "restored");
      while (emulator.calls(operation) < before + calls) {
        assertThat(process.isAlive() || emulator.calls(operation) >= before + calls)
            .as("the process ended before it was killed")
            .isTrue();
        Thread.onSpinWait();
      }
      JavaProcess.kill(process);
      emulator.latency(Duration.ZERO);

      RestoreReport report =
          backuper(client, folder).restore(RestoreRequest.of(key).intoNewPool("restored"));

      assertThat(report.firstFailures()).isEmpty();
      assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
      assertThat(report.comparison().equal()).isTrue();
      assertThat(report.comparison().usersOnlyInPool()).isZero();
      assertThat(emulator.cognito().poolIds()).hasSize(2);
      assertThat(emulator.cognito().messages()).isEmpty();
    }
  }
}
