package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import io.github.cognitobackup.emulator.scenario.UserState;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

class UserChangeTest extends EmulatorTestBase {

  private String poolId;

  @BeforeEach
  void createPool() {
    poolId =
        cognito
            .createUserPool(
                r ->
                    r.poolName("p")
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .policies(
                            p -> p.passwordPolicy(w -> w.minimumLength(8).passwordHistorySize(2))))
            .userPool()
            .id();
    create(poolId, "a", "email", "a@example.com", "email_verified", "true", "name", "A");
  }

  @Test
  void verifiesAnEmailThatIsNotCalledVerified() {
    update("email", "b@example.com", "email_verified", "true");
    assertThat(emulator.cognito().messages()).isEmpty();

    update("email", "c@example.com", "name", "");

    assertThat(emulator.cognito().messages())
        .containsExactly(
            new SentMessage(
                poolId, "a", SentMessage.Kind.VERIFICATION_CODE, "EMAIL", "b@example.com"));
    assertThat(user("a").attributes())
        .isEqualTo(Map.of("email", "c@example.com", "email_verified", "false"));
  }

  @Test
  void deletesAttributes() {
    cognito.adminDeleteUserAttributes(
        r -> r.userPoolId(poolId).username("a").userAttributeNames("email"));

    assertThat(user("a").attributes()).isEqualTo(Map.of("name", "A"));
  }

  @Test
  void walksThroughTheStatuses() {
    assertThat(errorOf(this::reset))
        .isEqualTo("NotAuthorizedException: User password cannot be reset in the current state.");
    setPassword("Permanent-1", true);
    assertThat(user("a").status()).isEqualTo("CONFIRMED");
    reset();
    assertThat(user("a").status()).isEqualTo("RESET_REQUIRED");
    assertThat(emulator.cognito().messages())
        .extracting(SentMessage::kind)
        .containsExactly(SentMessage.Kind.PASSWORD_RESET_CODE);
    setPassword("Temporary-1", false);
    assertThat(user("a").status()).isEqualTo("FORCE_CHANGE_PASSWORD");
    assertThat(user("a").passwordsSet()).isEqualTo(3);
  }

  @Test
  void remembersPasswords() {
    setPassword("Permanent-1", true);
    setPassword("Permanent-2", true);

    assertThat(errorOf(() -> setPassword("Permanent-1", true)))
        .isEqualTo("PasswordHistoryPolicyViolationException: Password has previously been used.");
    setPassword("Permanent-3", true);
    setPassword("Permanent-1", true);
  }

  @Test
  void resetsNeitherTheDisabledNorTheUnreachable() {
    setPassword("Permanent-1", true);
    cognito.adminDisableUser(r -> r.userPoolId(poolId).username("a"));
    assertThat(errorOf(this::reset)).isEqualTo("NotAuthorizedException: User is disabled");
    cognito.adminEnableUser(r -> r.userPoolId(poolId).username("a"));
    update("email_verified", "false");

    assertThat(errorOf(this::reset))
        .startsWith("InvalidParameterException: Cannot reset password for the user as there is no");
  }

  @Test
  void keepsMfaPreferences() {
    cognito.adminSetUserMFAPreference(
        r ->
            r.userPoolId(poolId)
                .username("a")
                .emailMfaSettings(e -> e.enabled(true).preferredMfa(true)));

    var user = cognito.adminGetUser(r -> r.userPoolId(poolId).username("a"));
    assertThat(user.preferredMfaSetting()).isEqualTo("EMAIL_OTP");
    assertThat(user.userMFASettingList()).containsExactly("EMAIL_OTP");
    assertThat(
            errorOf(
                () ->
                    cognito.adminSetUserMFAPreference(
                        r ->
                            r.userPoolId(poolId)
                                .username("a")
                                .softwareTokenMfaSettings(e -> e.enabled(true)))))
        .isEqualTo("InvalidParameterException: User has not set up software token mfa");
    assertThat(
            errorOf(
                () ->
                    cognito.adminSetUserMFAPreference(
                        r ->
                            r.userPoolId(poolId)
                                .username("a")
                                .smsMfaSettings(e -> e.enabled(true)))))
        .startsWith("InvalidParameterException: User does not have a phone_number");
  }

  @Test
  void linksIdentitiesUpToFive() {
    cognito.createIdentityProvider(
        r ->
            r.userPoolId(poolId)
                .providerName("Google")
                .providerType("Google")
                .providerDetails(Map.of("client_id", "x")));
    emulator.cognito().putUser(poolId, SeedUser.named("Google_9").status("EXTERNAL_PROVIDER"));

    assertThat(errorOf(() -> link("9"))).contains("Merging is not currently supported");
    for (int i = 0; i < 5; i++) {
      link("s" + i);
    }
    assertThat(errorOf(() -> link("s5"))).startsWith("LimitExceededException");
    assertThat(user("a").attributes().get("identities"))
        .contains("\"userId\":\"s0\"", "\"providerName\":\"Google\"", "\"primary\":false");

    for (int i = 0; i < 5; i++) {
      String subject = "s" + i;
      cognito.adminDisableProviderForUser(
          r ->
              r.userPoolId(poolId)
                  .user(
                      u ->
                          u.providerName("Google")
                              .providerAttributeName("Cognito_Subject")
                              .providerAttributeValue(subject)));
    }
    assertThat(user("a").attributes()).doesNotContainKey("identities");
  }

  @Test
  void putsUsersInAnyState() {
    emulator
        .cognito()
        .putUser(
            poolId,
            SeedUser.named("odd").status("ARCHIVED").disabled().group("g").attribute("name", "O"));

    UserState odd = user("odd");
    assertThat(odd.status()).isEqualTo("ARCHIVED");
    assertThat(odd.enabled()).isFalse();
    assertThat(odd.groups()).containsExactly("g");
    assertThat(odd.hasPassword()).isFalse();
  }

  @Test
  void refusesToTakeAnotherUsersNameOfAttribute() {
    String emails = emulator.cognito().createPool("e", PoolModel.EMAIL);
    create(emails, "a@example.com");
    create(emails, "b@example.com");

    assertThat(
            errorOf(
                () ->
                    cognito.adminUpdateUserAttributes(
                        r ->
                            r.userPoolId(emails)
                                .username("b@example.com")
                                .userAttributes(attributes("email", "a@example.com")))))
        .startsWith("AliasExistsException");
  }

  private void update(String... attributes) {
    cognito.adminUpdateUserAttributes(
        r -> r.userPoolId(poolId).username("a").userAttributes(attributes(attributes)));
  }

  private void setPassword(String password, boolean permanent) {
    cognito.adminSetUserPassword(
        r -> r.userPoolId(poolId).username("a").password(password).permanent(permanent));
  }

  private void reset() {
    cognito.adminResetUserPassword(r -> r.userPoolId(poolId).username("a"));
  }

  private void link(String subject) {
    cognito.adminLinkProviderForUser(
        r ->
            r.userPoolId(poolId)
                .destinationUser(u -> u.providerName("Cognito").providerAttributeValue("a"))
                .sourceUser(
                    u ->
                        u.providerName("Google")
                            .providerAttributeName("Cognito_Subject")
                            .providerAttributeValue(subject)));
  }

  private UserState user(String name) {
    return emulator.cognito().findUser(poolId, name).orElseThrow();
  }
}
