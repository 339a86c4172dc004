package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.StubClient;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.HandSnapshot;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import io.github.cognitobackup.restore.RestoreRefusedException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

class GuardsTest {

  private static final UserPoolType BY_NAME =
      UserPoolType.builder()
          .schemaAttributes(a -> a.name("email"), a -> a.name("custom:tier"))
          .build();
  private static final UserPoolType BY_EMAIL =
      BY_NAME.toBuilder().usernameAttributes(UsernameAttributeType.EMAIL).build();

  private static void check(HandSnapshot archive, UserPoolType target) {
    StubClient client =
        new StubClient() {
          @Override
          public DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
            return DescribeUserPoolResponse.builder().userPool(target).build();
          }
        };
    Pool pool = new Pool(client.calls(), "eu-west-1_Target001");
    Guards.check(archive, ArchivedPool.read(archive, Rewriting.NONE, pool), pool);
  }

  private static void passes(HandSnapshot archive, UserPoolType target) {
    assertThatCode(() -> check(archive, target)).doesNotThrowAnyException();
  }

  private static RestoreRefusedException refused(HandSnapshot archive, UserPoolType target) {
    RestoreRefusedException[] refusal = new RestoreRefusedException[1];
    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> check(archive, target))
        .satisfies(e -> refusal[0] = e);
    return refusal[0];
  }

  private static HandSnapshot settings(String usernameAttributes) {
    return HandSnapshot.own()
        .resource(
            "user-pool", "user-pool.json", "{'UsernameAttributes':" + usernameAttributes + "}");
  }

  private static HandSnapshot foreign(String username, String... attributes) {
    StringBuilder list = new StringBuilder("{'Name':'sub','Value':'uuid'}");
    for (String name : attributes) {
      list.append(",{'Name':'").append(name).append("','Value':'x'}");
    }
    return HandSnapshot.foreign()
        .user("{'Username':'" + username + "','Attributes':[" + list + "]}");
  }

  @Test
  void usersGoWhereTheyAreNamedInTheSameWay() {
    passes(settings("[]"), BY_NAME);
    passes(settings("['email']"), BY_EMAIL);
  }

  @Test
  void usersGoNowhereElse() {
    assertThat(refused(settings("[]"), BY_EMAIL).guard()).isEqualTo("user-names");
    assertThat(refused(settings("['email']"), BY_NAME).guard()).isEqualTo("user-names");
    assertThat(refused(settings("['phone_number']"), BY_EMAIL).guard()).isEqualTo("user-names");
  }

  @Test
  void usersOfAForeignBackupTellThemselvesHowTheyAreNamed() {
    passes(foreign("ada"), BY_NAME);
    passes(foreign("uuid"), BY_EMAIL);
    assertThat(refused(foreign("ada"), BY_EMAIL).guard()).isEqualTo("user-names");
    assertThat(refused(foreign("uuid"), BY_NAME).guard()).isEqualTo("user-names");
  }

  @Test
  void usersOfAForeignBackupNeedTheirAttributes() {
    passes(foreign("ada", "email", "custom:tier"), BY_NAME);
    assertThat(refused(foreign("ada", "custom:tier", "custom:gone", "dev:gone"), BY_NAME))
        .satisfies(e -> assertThat(e.guard()).isEqualTo("schema"))
        .hasMessageContaining("[custom:gone, dev:gone]");
  }

  @Test
  void namesOfAttributesForgeNoLine() {
    assertThat(refused(foreign("ada", "custom:a\\nb" + "x".repeat(100)), BY_NAME).getMessage())
        .contains("custom:a?b")
        .doesNotContain("\n", "x".repeat(60));
  }

  @Test
  void whoHasOnlyAnIdentityProviderIsNotCreatedAndNeedsNothing() {
    passes(
        HandSnapshot.foreign()
            .user(
                "{'Username':'Google_1','UserStatus':'EXTERNAL_PROVIDER',"
                    + "'Attributes':[{'Name':'custom:gone','Value':'x'}]}"),
        BY_NAME);
  }
}
