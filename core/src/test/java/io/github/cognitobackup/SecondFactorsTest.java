package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second factors that users have chosen. */
class SecondFactorsTest {

  private final TestBed bed = new TestBed();
  private String pool;

  @BeforeEach
  void open() {
    pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    bed.wire(
        pool,
        "SetUserPoolMfaConfig",
        "{'MfaConfiguration':'OPTIONAL',"
            + "'SoftwareTokenMfaConfiguration':{'Enabled':true},"
            + "'SmsMfaConfiguration':{'SmsConfiguration':{'SnsCallerArn':"
            + "'arn:aws:iam::123456789012:role/sms'}}}");
    for (String name : List.of("by-sms", "by-mail", "by-nothing")) {
      bed.emulator
          .cognito()
          .putUser(
              pool,
              SeedUser.named(name)
                  .attribute("email", name + "@example.com")
                  .attribute("email_verified", "true")
                  .attribute("phone_number", "+4915112345678")
                  .attribute("phone_number_verified", "true"));
    }
    bed.client.adminSetUserMFAPreference(
        r ->
            r.userPoolId(pool)
                .username("by-sms")
                .smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
    bed.client.adminSetUserMFAPreference(
        r ->
            r.userPoolId(pool)
                .username("by-mail")
                .smsMfaSettings(sms -> sms.enabled(true))
                .emailMfaSettings(mail -> mail.enabled(true).preferredMfa(true)));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void theOneOfAListingComesBack() {
    BackupReport backup = bed.backuper().backup(pool);
    RestoreReport report = restore(backup);

    assertThat(bed.emulator.calls("AdminGetUser")).isZero();
    assertThat(report.firstFailures()).isEmpty();
    assertThat(state(report, "by-sms").mfaSettings()).containsExactly("SMS_MFA");
    assertThat(state(report, "by-nothing").mfaSettings()).isEmpty();
    assertThat(report.losses())
        .extracting(Loss::kind)
        .contains(Loss.Kind.SECOND_FACTORS, Loss.Kind.TOTP_SECRETS)
        .doesNotContain(Loss.Kind.MFA_PREFERENCE, Loss.Kind.PASSKEYS, Loss.Kind.DEVICES);
  }

  @Test
  void allComeBackWhereTheBackupHasAskedForThem() {
    BackupReport backup = bed.builder().secondFactors().build().backup(pool);
    RestoreReport report = restore(backup);

    assertThat(backup.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(state(report, "by-sms").preferredMfa()).isEqualTo("SMS_MFA");
    assertThat(state(report, "by-mail").mfaSettings()).contains("SMS_MFA", "EMAIL_OTP");
    assertThat(state(report, "by-mail").preferredMfa()).isEqualTo("EMAIL_OTP");
    assertThat(report.losses())
        .extracting(Loss::kind)
        .doesNotContain(Loss.Kind.SECOND_FACTORS, Loss.Kind.TOTP_SECRETS, Loss.Kind.MFA_PREFERENCE);
  }

  @Test
  void aRefusalToTellThemIsOneGap() {
    bed.emulator.inject(Fault.on("AdminGetUser").accessDenied());

    BackupReport backup = bed.builder().secondFactors().build().backup(pool);

    assertThat(backup.gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("users/second-factors");
    assertThat(backup.users()).isEqualTo(3);
  }

  @Test
  void oneThatIsRefusedIsNamed() {
    BackupReport backup = bed.backuper().backup(pool);
    bed.emulator.inject(
        Fault.on("AdminSetUserMFAPreference")
            .where("Username", "by-sms")
            .error("InvalidParameterException", 400, "User does not have delivery config set"));

    RestoreReport report = restore(backup);

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.reason())
                    .contains("the second factor was not set")
                    .contains("delivery config"));
  }

  @Test
  void aRerunSetsThemForWhomAnEarlierOneHadCreated() {
    BackupReport backup = bed.backuper().backup(pool);
    bed.emulator.inject(
        Fault.on("AdminSetUserMFAPreference").call(1).error("AccessDeniedException", 400, "no"));
    try {
      restore(backup);
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("AccessDenied");
    }

    RestoreReport report = restore(backup);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(state(report, "by-sms").mfaSettings()).containsExactly("SMS_MFA");
    assertThat(state(report, "by-mail").mfaSettings()).containsExactly("SMS_MFA");
  }

  private RestoreReport restore(BackupReport backup) {
    return bed.backuper().restore(RestoreRequest.of(backup.key()).intoNewPool("restored"));
  }

  private UserState state(RestoreReport report, String name) {
    return bed.emulator.cognito().findUser(report.userPoolId(), name).orElseThrow();
  }
}
