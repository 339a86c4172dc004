package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says of credentials, and of a service that throttles. */
class CredentialRefusalsTest {

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String poolId = "";

  @BeforeEach
  void createPool() {
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.PLAIN, 20, 7);
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.profile");
    System.clearProperty("aws.disableEc2Metadata");
    aws.close();
  }

  private Ran backup(String... more) {
    String[] all = {
      "backup",
      "--user-pool-id",
      poolId,
      "--storage",
      folder.toUri().toString(),
      "--no-pacing",
      "--json"
    };
    String[] args = new String[all.length + more.length];
    System.arraycopy(all, 0, args, 0, all.length);
    System.arraycopy(more, 0, args, all.length, more.length);
    return Ran.of(args);
  }

  private static String type(Ran failed) {
    return failed.json().get("error").get("type").asText();
  }

  private static void withoutKeysButAProfile(String name) {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.profile", name);
  }

  @Test
  void aProfileThatDoesNotExistIsNamed() {
    withoutKeysButAProfile("nobody-has-this");
    Ran failed = backup("--insecure-plaintext").exits(ExitCode.FAILED);
    failed.tells("profile 'nobody-has-this'", "correct AWS_PROFILE");
    assertThat(type(failed)).isEqualTo("CredentialsException");

    System.clearProperty("aws.region");
    Ran withoutRegion = backup("--insecure-plaintext").exits(ExitCode.FAILED);
    withoutRegion.tells("no profile 'nobody-has-this'", "correct AWS_PROFILE");
    assertThat(type(withoutRegion)).isEqualTo("CredentialsException");
  }

  @Test
  void expiredCredentialsAreToBeRenewed() {
    aws.emulator().inject(Fault.on("*").error("ExpiredTokenException", 400, "expired"));
    Ran ofCognito = backup("--insecure-plaintext").exits(ExitCode.FAILED);
    assertThat(type(ofCognito)).isEqualTo("CredentialsException");
    ofCognito.tells(poolId, "have expired", "renew them");

    aws.emulator().clearFaults();
    aws.emulator().inject(Fault.on("GenerateDataKey").error("ExpiredToken", 403, "expired"));
    Ran ofKms = backup("--kms-key-id", EmulatedAws.KEY).exits(ExitCode.FAILED);
    assertThat(type(ofKms)).isEqualTo("CredentialsException");
    ofKms.tells(EmulatedAws.KEY, "have expired", "renew them");
  }

  @Test
  void throttlingIsToldAtOnceAndEnds() {
    aws.emulator().inject(Fault.on("ListUsers").throttle());
    Ran failed = backup("--insecure-plaintext", "--patience", "0").exits(ExitCode.FAILED);
    assertThat(type(failed)).isEqualTo("ThrottledException");
    failed.tells("Cognito throttles ListUsers (refused so far: 1)", poolId, "allows", "--patience");

    aws.emulator().clearFaults();
    aws.emulator().inject(Fault.on("ListUsers").calls(1, 2).throttle());
    assertThat(backup("--insecure-plaintext").exits(ExitCode.COMPLETE).err())
        .contains("Cognito throttles ListUsers");
    Ran.of("backup", "--patience", "soon").exits(ExitCode.USAGE).tells("number of minutes");
  }
}
