package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.StubClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersResponse;

/** In a pool that has the attribute email, the provider Google and the scope api/read. */
class StaleMembersTest {

  private static ObjectNode json(String text) {
    return JsonDifferenceTest.object(text.replace('\'', '"'));
  }

  private static Optional<Concession> without(String client, String now, String refusal) {
    SdkException error =
        (SdkException)
            InvalidParameterException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorMessage(refusal).build())
                .build();
    return StaleMembers.without(
        new Pool(new Client().calls(), "eu-west-1_A"), json(client), json(now), error);
  }

  private static void leaves(String client, String less, String... leftOut) {
    Concession concession = without(client, "{}", "no").orElseThrow();
    assertThat(concession.document()).isEqualTo(json(less));
    assertThat(concession.leftOut()).containsExactly(leftOut);
  }

  @Test
  void nothingIsTakenOutWhereNothingIsStale() {
    assertThat(
            without(
                "{'ReadAttributes':['email'],'SupportedIdentityProviders':['COGNITO','Google'],"
                    + "'AllowedOAuthScopes':['openid','api/read'],'CallbackURLs':['https://a']}",
                "{}",
                "something else"))
        .isEmpty();
  }

  @Test
  void attributesThatThePoolLacksAreTakenOut() {
    leaves(
        "{'ReadAttributes':['email','custom:old'],'WriteAttributes':['email']}",
        "{'ReadAttributes':['email'],'WriteAttributes':['email']}",
        "ReadAttributes \"custom:old\"");
  }

  @Test
  void noListGoesWhoseAbsenceAllowsAll() {
    assertThatExceptionOfType(UnchangeableException.class)
        .isThrownBy(() -> without("{'WriteAttributes':['custom:old']}", "{}", "no"))
        .withMessageContaining("WriteAttributes");
  }

  @Test
  void providersThatThePoolLacksAreTakenOut() {
    leaves(
        "{'SupportedIdentityProviders':['COGNITO','Okta','Google']}",
        "{'SupportedIdentityProviders':['COGNITO','Google']}",
        "SupportedIdentityProviders \"Okta\"");
  }

  @Test
  void scopesThatThePoolLacksAreTakenOut() {
    leaves(
        "{'AllowedOAuthScopes':['api/write','api/read'],'AllowedOAuthFlows':['code']}",
        "{'AllowedOAuthScopes':['api/read'],'AllowedOAuthFlows':['code']}",
        "AllowedOAuthScopes \"api/write\"");
  }

  @Test
  void withoutAnyScopeTheFlowsGoToo() {
    leaves(
        "{'AllowedOAuthScopes':['old/x'],'AllowedOAuthFlows':['code'],"
            + "'AllowedOAuthFlowsUserPoolClient':true}",
        "{'AllowedOAuthFlowsUserPoolClient':false}",
        "AllowedOAuthScopes \"old/x\"",
        "AllowedOAuthFlows");
  }

  @Test
  void analyticsStayAsTheyAreNow() {
    Concession concession =
        without(
                "{'AnalyticsConfiguration':{'ApplicationId':'old'}}",
                "{'AnalyticsConfiguration':{'ApplicationId':'new'}}",
                "no")
            .orElseThrow();

    assertThat(concession.document())
        .isEqualTo(json("{'AnalyticsConfiguration':{'ApplicationId':'new'}}"));
    assertThat(concession.leftOut()).containsExactly("AnalyticsConfiguration");
  }

  @Test
  void addressesThatTheRefusalNamesAreTakenOut() {
    Concession concession =
        without(
                "{'CallbackURLs':['https://a','http://b'],'DefaultRedirectURI':'http://b'}",
                "{}",
                "http://b is not allowed")
            .orElseThrow();

    assertThat(concession.document()).isEqualTo(json("{'CallbackURLs':['https://a']}"));
    assertThat(concession.leftOut())
        .containsExactly("CallbackURLs \"http://b\"", "DefaultRedirectURI");
  }

  private static final class Client extends StubClient {

    @Override
    public DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
      return DescribeUserPoolResponse.builder()
          .userPool(p -> p.schemaAttributes(a -> a.name("email")))
          .build();
    }

    @Override
    public ListIdentityProvidersResponse listIdentityProviders(
        ListIdentityProvidersRequest request) {
      return ListIdentityProvidersResponse.builder()
          .providers(p -> p.providerName("Google"))
          .build();
    }

    @Override
    public ListResourceServersResponse listResourceServers(ListResourceServersRequest request) {
      return ListResourceServersResponse.builder()
          .resourceServers(s -> s.identifier("api").scopes(x -> x.scopeName("read")))
          .build();
    }
  }
}
