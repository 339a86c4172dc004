package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

class UserNamingTest extends EmulatorTestBase {

  @Test
  void storesTheSubAsNameWhereTheEmailIsTheName() {
    String poolId = emulator.cognito().createPool("p", PoolModel.EMAIL);

    UserType user = create(poolId, "a@example.com", "name", "A");

    String sub = user.attributes().get(0).value();
    assertThat(user.username()).isEqualTo(sub);
    assertThat(cognito.adminGetUser(r -> r.userPoolId(poolId).username("A@example.com")).username())
        .isEqualTo(sub);
    assertThat(errorOf(() -> create(poolId, "A@EXAMPLE.com")))
        .isEqualTo("UsernameExistsException: An account with the given email already exists.");
    assertThat(errorOf(() -> create(poolId, "plain")))
        .isEqualTo("InvalidParameterException: Username should be an email.");
    assertThat(errorOf(() -> create(poolId, "b@example.com", "email", "c@example.com")))
        .isEqualTo(
            "InvalidParameterException: User email should be empty or same as username, since"
                + " username attribute is email");
  }

  @Test
  void namesTheAttributesThatMayBeNames() {
    String phone = pool(UsernameAttributeType.PHONE_NUMBER);
    String both = pool(UsernameAttributeType.PHONE_NUMBER, UsernameAttributeType.EMAIL);

    assertThat(errorOf(() -> create(phone, "a@example.com")))
        .isEqualTo("InvalidParameterException: Username should be a phone number.");
    assertThat(errorOf(() -> create(both, "x")))
        .isEqualTo(
            "InvalidParameterException: Username should be either an email or a phone number.");
    create(both, "+447900000001", "email", "a@example.com");
    assertThat(errorOf(() -> create(both, "a@example.com"))).startsWith("UsernameExistsException");
  }

  @Test
  void findsUsersByVerifiedAliasesOnly() {
    String poolId = emulator.cognito().createPool("p", PoolModel.ALIAS);
    create(poolId, "verified", "email", "v@example.com", "email_verified", "true");
    create(poolId, "not", "email", "n@example.com");

    assertThat(emulator.cognito().findUser(poolId, "v@example.com")).isPresent();
    assertThat(emulator.cognito().findUser(poolId, "n@example.com")).isEmpty();
    assertThat(errorOf(() -> create(poolId, "x@example.com")))
        .isEqualTo(
            "InvalidParameterException: Username cannot be of email format, since user pool is"
                + " configured for email alias.");
  }

  @Test
  void movesAnAliasOnlyWhenForcedTo() {
    String poolId = emulator.cognito().createPool("p", PoolModel.ALIAS);
    create(poolId, "old", "email", "a@example.com", "email_verified", "true");
    assertThat(
            errorOf(
                () -> create(poolId, "new", "email", "a@example.com", "email_verified", "true")))
        .isEqualTo("UsernameExistsException: An account with the given email already exists.");

    cognito.adminCreateUser(
        r ->
            r.userPoolId(poolId)
                .username("new")
                .messageAction("SUPPRESS")
                .forceAliasCreation(true)
                .userAttributes(attributes("email", "a@example.com", "email_verified", "true")));

    assertThat(emulator.cognito().findUser(poolId, "a@example.com").orElseThrow().username())
        .isEqualTo("new");
    assertThat(emulator.cognito().findUser(poolId, "old").orElseThrow().attributes())
        .containsEntry("email_verified", "false");
  }

  @Test
  void letsAFederatedUserBlockNoName() {
    String poolId = emulator.cognito().createPool("p", PoolModel.EMAIL);
    emulator
        .cognito()
        .putUser(
            poolId,
            SeedUser.named("Google_1")
                .status("EXTERNAL_PROVIDER")
                .attribute("email", "a@example.com"));

    assertThat(create(poolId, "a@example.com").attributes()).isNotEmpty();
    assertThat(emulator.cognito().userCount(poolId)).isEqualTo(2);
  }

  @Test
  void comparesNamesWithoutCaseWhereThePoolDoes() {
    String insensitive =
        cognito
            .createUserPool(r -> r.poolName("p").usernameConfiguration(u -> u.caseSensitive(false)))
            .userPool()
            .id();
    String sensitive = emulator.cognito().createPool("q", PoolModel.PLAIN);
    create(insensitive, "Hana");
    create(sensitive, "Hana");

    assertThat(errorOf(() -> create(insensitive, "hana"))).startsWith("UsernameExistsException");
    assertThat(create(sensitive, "hana").username()).isEqualTo("hana");
    assertThat(emulator.cognito().findUser(insensitive, "HANA").orElseThrow().username())
        .isEqualTo("Hana");
  }

  private String pool(UsernameAttributeType... attributes) {
    return cognito
        .createUserPool(r -> r.poolName("p").usernameAttributes(attributes))
        .userPool()
        .id();
  }
}
