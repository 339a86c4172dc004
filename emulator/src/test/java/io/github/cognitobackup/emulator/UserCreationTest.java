package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.SentMessage;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import io.github.cognitobackup.emulator.scenario.UserState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class UserCreationTest extends EmulatorTestBase {

  private String poolId;

  @BeforeEach
  void createPool() {
    poolId =
        cognito
            .createUserPool(
                r ->
                    r.poolName("p")
                        .lambdaConfig(l -> l.preSignUp("arn:pre").customMessage("arn:msg"))
                        .schema(
                            a -> a.name("tier").attributeDataType("String").mutable(true),
                            a -> a.name("tenant").attributeDataType("String").mutable(false),
                            a ->
                                a.name("score")
                                    .attributeDataType("Number")
                                    .numberAttributeConstraints(
                                        n -> n.minValue("0").maxValue("9"))))
            .userPool()
            .id();
  }

  @Test
  void createsAUserWhoMustChangeHisPassword() {
    UserType user = create(poolId, "hana", "email", "h@example.com", "custom:tier", "さくら 😀");

    assertThat(user.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
    assertThat(user.enabled()).isTrue();
    UserState state = emulator.cognito().findUser(poolId, "hana").orElseThrow();
    assertThat(state.attributes()).containsEntry("custom:tier", "さくら 😀");
    assertThat(state.hasPassword()).isTrue();
    assertThat(state.passwordPermanent()).isFalse();
    assertThat(emulator.cognito().passwordMatches(poolId, "hana", PASSWORD)).isTrue();
    assertThat(emulator.cognito().findUser(poolId, user.attributes().get(0).value())).isPresent();
  }

  @Test
  void sendsNothingWhenSuppressedAndTellsOfTheTrigger() {
    create(poolId, "a");
    assertThat(emulator.cognito().messages()).isEmpty();
    assertThat(emulator.cognito().triggerCalls())
        .containsExactly(new TriggerCall(poolId, "PreSignUp_AdminCreateUser", "arn:pre", "a"));

    cognito.adminCreateUser(
        r ->
            r.userPoolId(poolId)
                .username("b")
                .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                .userAttributes(attributes("email", "b@example.com")));
    assertThat(emulator.cognito().messages())
        .containsExactly(
            new SentMessage(poolId, "b", SentMessage.Kind.INVITATION, "EMAIL", "b@example.com"));
    assertThat(emulator.cognito().triggerCalls())
        .extracting(TriggerCall::source)
        .contains("CustomMessage_AdminCreateUser");
  }

  @Test
  void resendsOnlyToThoseWhoHaveNotChangedTheirPassword() {
    create(poolId, "a");
    cognito.adminCreateUser(r -> r.userPoolId(poolId).username("a").messageAction("RESEND"));
    assertThat(emulator.cognito().messages()).hasSize(1);
    cognito.adminSetUserPassword(
        r -> r.userPoolId(poolId).username("a").password(PASSWORD + "x").permanent(true));

    assertThat(
            errorOf(
                () ->
                    cognito.adminCreateUser(
                        r -> r.userPoolId(poolId).username("a").messageAction("RESEND"))))
        .startsWith("UnsupportedUserStateException");
    assertThat(
            errorOf(
                () ->
                    cognito.adminCreateUser(
                        r -> r.userPoolId(poolId).username("none").messageAction("RESEND"))))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void refusesASecondUserOfTheName() {
    create(poolId, "a");

    assertThat(errorOf(() -> create(poolId, "a")))
        .isEqualTo("UsernameExistsException: User account already exists");
    cognito.adminDeleteUser(r -> r.userPoolId(poolId).username("a"));
    assertThat(create(poolId, "a").username()).isEqualTo("a");
  }

  @Test
  void namesEveryAttributeThatIsNotInTheSchema() {
    assertThat(errorOf(() -> create(poolId, "a", "custom:foo", "1", "bar", "2")))
        .isEqualTo(
            "InvalidParameterException: Invalid user attributes: user.custom:foo: Attribute does"
                + " not exist in the schema.\nuser.bar: Attribute does not exist in the"
                + " schema.\n");
  }

  @Test
  void refusesWhatTheSchemaForbids() {
    assertThat(errorOf(() -> create(poolId, "a", "sub", "x"))).contains("cannot be updated");
    assertThat(errorOf(() -> create(poolId, "a", "identities", "[]")))
        .contains("cannot be updated");
    assertThat(errorOf(() -> create(poolId, "a", "cognito:user_status", "x")))
        .contains("does not exist in the schema");
    assertThat(errorOf(() -> create(poolId, "a", "custom:score", "10")))
        .contains("Number must be no larger than 9");
    assertThat(errorOf(() -> create(poolId, "a", "custom:score", "ten"))).contains("not a number");
    assertThat(errorOf(() -> create(poolId, "a", "birthdate", "1/1/1970")))
        .contains("no shorter than 10");
    assertThat(errorOf(() -> create(poolId, "a", "name", "x".repeat(2049))))
        .contains("length less than or equal to 2048");
    assertThat(errorOf(() -> create(poolId, "a", "email", "nobody")))
        .isEqualTo("InvalidParameterException: Invalid email address format.");
    assertThat(errorOf(() -> create(poolId, "a", "phone_number", "0044")))
        .isEqualTo("InvalidParameterException: Invalid phone number format.");
    assertThat(errorOf(() -> create(poolId, "a", "email_verified", "true")))
        .startsWith("InvalidParameterException: email is required");
    assertThat(errorOf(() -> create(poolId, "with blank"))).startsWith("InvalidParameterException");
    assertThat(create(poolId, "a", "name", "😀".repeat(2048)).username()).isEqualTo("a");
  }

  @Test
  void holdsImmutableAttributesToTheirFirstValue() {
    create(poolId, "a", "custom:tenant", "t1");

    assertThat(
            errorOf(
                () ->
                    cognito.adminUpdateUserAttributes(
                        r ->
                            r.userPoolId(poolId)
                                .username("a")
                                .userAttributes(attributes("custom:tenant", "t2")))))
        .contains("user.custom:tenant: Attribute cannot be updated.");
  }

  @Test
  void holdsTemporaryPasswordsToThePolicy() {
    for (String weak :
        new String[] {"Sh0rt!", "all-lower-1", "ALL-UPPER-1", "No-Numbers", "NoSymb0ls"}) {
      assertThat(
              errorOf(
                  () ->
                      cognito.adminCreateUser(
                          r -> r.userPoolId(poolId).username("a").temporaryPassword(weak))))
          .startsWith("InvalidPasswordException: Password did not conform with policy: ");
    }
    assertThat(emulator.cognito().userCount(poolId)).isZero();
  }

  @Test
  void givesNoPasswordWhereCodesSignIn() {
    String passwordless =
        cognito
            .createUserPool(
                r ->
                    r.poolName("otp")
                        .policies(
                            p ->
                                p.signInPolicy(
                                    s ->
                                        s.allowedFirstAuthFactors(
                                            AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP))))
            .userPool()
            .id();
    cognito.adminCreateUser(
        r ->
            r.userPoolId(passwordless)
                .username("a")
                .messageAction("SUPPRESS")
                .userAttributes(attributes("email", "a@example.com")));

    UserState state = emulator.cognito().findUser(passwordless, "a").orElseThrow();
    assertThat(state.hasPassword()).isFalse();
    assertThat(state.status()).isEqualTo("CONFIRMED");
  }

  @Test
  void signsUpAndConfirms() {
    String client =
        cognito
            .createUserPoolClient(r -> r.userPoolId(poolId).clientName("c"))
            .userPoolClient()
            .clientId();
    cognito.signUp(r -> r.clientId(client).username("a").password(PASSWORD));

    assertThat(emulator.cognito().findUser(poolId, "a").orElseThrow().status())
        .isEqualTo("UNCONFIRMED");
    cognito.adminConfirmSignUp(r -> r.userPoolId(poolId).username("a"));
    assertThat(errorOf(() -> cognito.adminConfirmSignUp(r -> r.userPoolId(poolId).username("a"))))
        .isEqualTo("NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
  }
}
