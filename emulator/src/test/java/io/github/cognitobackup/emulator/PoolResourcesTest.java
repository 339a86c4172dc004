package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

class PoolResourcesTest extends EmulatorTestBase {

  private String poolId;

  @BeforeEach
  void createPool() {
    poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
  }

  @Test
  void keepsAGivenClientSecretThroughUpdates() {
    String secret = "abcdefghijklmnopqrstuvwxyz0123";
    String id =
        cognito
            .createUserPoolClient(
                r -> r.userPoolId(poolId).clientName("web").clientSecret(secret).idTokenValidity(2))
            .userPoolClient()
            .clientId();

    cognito.updateUserPoolClient(r -> r.userPoolId(poolId).clientId(id).accessTokenValidity(3));

    UserPoolClientType client =
        cognito.describeUserPoolClient(r -> r.userPoolId(poolId).clientId(id)).userPoolClient();
    assertThat(client.clientSecret()).isEqualTo(secret);
    assertThat(client.clientName()).isEqualTo("web");
    assertThat(client.accessTokenValidity()).isEqualTo(3);
    assertThat(client.idTokenValidity()).isNull();
    assertThat(client.refreshTokenValidity()).isEqualTo(30);
  }

  @Test
  void showsThatAClientHasTwoSecretsButNotTheSecond() {
    String id =
        cognito
            .createUserPoolClient(r -> r.userPoolId(poolId).clientName("web").generateSecret(true))
            .userPoolClient()
            .clientId();
    String secret =
        cognito
            .describeUserPoolClient(r -> r.userPoolId(poolId).clientId(id))
            .userPoolClient()
            .clientSecret();
    clock.advance(java.time.Duration.ofSeconds(5));

    cognito.addUserPoolClientSecret(r -> r.userPoolId(poolId).clientId(id));

    assertThat(secret).matches("[\\w+]{24,64}");
    assertThat(
            cognito
                .listUserPoolClientSecrets(r -> r.userPoolId(poolId).clientId(id))
                .clientSecrets())
        .hasSize(2)
        .allSatisfy(s -> assertThat(s.clientSecretId()).startsWith(id + "--"));
  }

  @Test
  void refusesImpossibleClients() {
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPoolClient(
                        r -> r.userPoolId(poolId).clientName("c").clientSecret("short"))))
        .startsWith("InvalidParameterException");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPoolClient(
                        r -> r.userPoolId(poolId).clientName("c").allowedOAuthScopes("a/b"))))
        .startsWith("ScopeDoesNotExistException");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPoolClient(
                        r ->
                            r.userPoolId(poolId)
                                .clientName("c")
                                .supportedIdentityProviders("Google"))))
        .startsWith("InvalidParameterException: The provider Google does not exist");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPoolClient(
                        r -> r.userPoolId(poolId).clientName("c").writeAttributes("custom:none"))))
        .isEqualTo(
            "InvalidParameterException: Invalid write attributes specified while creating a"
                + " client");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPoolClient(
                        r ->
                            r.userPoolId(poolId)
                                .clientName("c")
                                .explicitAuthFlows(
                                    ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH,
                                    ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH))))
        .startsWith("InvalidParameterException: Old and new");
  }

  @Test
  void listsClientsByIdAndName() {
    for (int i = 0; i < 3; i++) {
      String name = "c" + i;
      cognito.createUserPoolClient(r -> r.userPoolId(poolId).clientName(name));
    }

    assertThat(
            cognito
                .listUserPoolClientsPaginator(r -> r.userPoolId(poolId).maxResults(2))
                .userPoolClients())
        .extracting(UserPoolClientDescription::clientName)
        .containsExactlyInAnyOrder("c0", "c1", "c2");
  }

  @Test
  void addsWhatItDerivesToProvidersAndHidesTheApplePrivateKey() {
    cognito.createIdentityProvider(
        r ->
            r.userPoolId(poolId)
                .providerName("SignInWithApple")
                .providerType("SignInWithApple")
                .providerDetails(
                    Map.of("client_id", "c", "team_id", "t", "key_id", "k", "private_key", "p")));

    Map<String, String> details =
        cognito
            .describeIdentityProvider(r -> r.userPoolId(poolId).providerName("SignInWithApple"))
            .identityProvider()
            .providerDetails();

    assertThat(details)
        .containsEntry("team_id", "t")
        .containsKey("authorize_url")
        .doesNotContainKey("private_key");
    assertThat(
            errorOf(
                () ->
                    cognito.createIdentityProvider(
                        r ->
                            r.userPoolId(poolId)
                                .providerName("SignInWithApple")
                                .providerType("SignInWithApple")
                                .providerDetails(Map.of("client_id", "c")))))
        .startsWith("DuplicateProviderException");
  }

  @Test
  void keepsResourceServers() {
    cognito.createResourceServer(
        r ->
            r.userPoolId(poolId)
                .identifier("https://api")
                .name("API")
                .scopes(s -> s.scopeName("read").scopeDescription("Read")));

    assertThat(cognito.listResourceServersPaginator(r -> r.userPoolId(poolId)).resourceServers())
        .singleElement()
        .satisfies(server -> assertThat(server.scopes()).hasSize(1));
    assertThat(
            errorOf(
                () -> cognito.describeResourceServer(r -> r.userPoolId(poolId).identifier("none"))))
        .isEqualTo("ResourceNotFoundException: Resource server none does not exist.");
    assertThat(errorOf(() -> cognito.listResourceServers(r -> r.userPoolId(poolId).maxResults(51))))
        .startsWith("InvalidParameterException");
  }

  @Test
  void givesAPrefixToOnePoolOnly() {
    String other = emulator.cognito().createPool("other", PoolModel.PLAIN);
    cognito.createUserPoolDomain(r -> r.userPoolId(poolId).domain("login-here"));

    assertThat(cognito.describeUserPool(r -> r.userPoolId(poolId)).userPool().domain())
        .isEqualTo("login-here");
    assertThat(
            cognito
                .describeUserPoolDomain(r -> r.domain("login-here"))
                .domainDescription()
                .userPoolId())
        .isEqualTo(poolId);
    assertThat(cognito.describeUserPoolDomain(r -> r.domain("none")).domainDescription().status())
        .isNull();
    assertThat(
            errorOf(
                () -> cognito.createUserPoolDomain(r -> r.userPoolId(other).domain("login-here"))))
        .isEqualTo("InvalidParameterException: Domain already associated with another user pool.");
    assertThat(errorOf(() -> cognito.deleteUserPool(r -> r.userPoolId(poolId))))
        .startsWith("InvalidParameterException: User pool cannot be deleted");
  }

  @Test
  void answersRiskConfigurationOnlyWithThreatProtection() {
    assertThat(errorOf(() -> cognito.describeRiskConfiguration(r -> r.userPoolId(poolId))))
        .startsWith("UserPoolAddOnNotEnabledException");
    cognito.updateUserPool(
        r -> r.userPoolId(poolId).userPoolAddOns(a -> a.advancedSecurityMode("AUDIT")));

    cognito.setRiskConfiguration(
        r ->
            r.userPoolId(poolId)
                .compromisedCredentialsRiskConfiguration(
                    c -> c.actions(a -> a.eventAction("BLOCK"))));

    assertThat(
            cognito
                .describeRiskConfiguration(r -> r.userPoolId(poolId))
                .riskConfiguration()
                .compromisedCredentialsRiskConfiguration()
                .actions()
                .eventActionAsString())
        .isEqualTo("BLOCK");
  }

  @Test
  void keepsLogDeliveryAndTheLookOfTheHostedPages() {
    cognito.setLogDeliveryConfiguration(
        r ->
            r.userPoolId(poolId)
                .logConfigurations(
                    l ->
                        l.eventSource("userNotification")
                            .logLevel("ERROR")
                            .cloudWatchLogsConfiguration(
                                c -> c.logGroupArn("arn:aws:logs:eu-west-1:1:log-group:x"))));
    assertThat(errorOf(() -> cognito.setUICustomization(r -> r.userPoolId(poolId).css(".a {}"))))
        .startsWith("InvalidParameterException: There has to be an existing domain");
    cognito.createUserPoolDomain(r -> r.userPoolId(poolId).domain("look"));
    cognito.setUICustomization(
        r -> r.userPoolId(poolId).css(".a {}").imageFile(SdkBytes.fromUtf8String("png")));

    assertThat(
            cognito
                .getLogDeliveryConfiguration(r -> r.userPoolId(poolId))
                .logDeliveryConfiguration()
                .logConfigurations())
        .hasSize(1);
    assertThat(
            cognito
                .getUICustomization(r -> r.userPoolId(poolId).clientId("any"))
                .uiCustomization()
                .css())
        .isEqualTo(".a {}");
  }

  @Test
  void keepsBrandingAndTermsByClient() {
    String client =
        cognito
            .createUserPoolClient(r -> r.userPoolId(poolId).clientName("web"))
            .userPoolClient()
            .clientId();
    assertThat(
            errorOf(
                () ->
                    cognito.describeManagedLoginBrandingByClient(
                        r -> r.userPoolId(poolId).clientId(client))))
        .startsWith("ResourceNotFoundException");

    cognito.createManagedLoginBranding(
        r -> r.userPoolId(poolId).clientId(client).useCognitoProvidedValues(true));
    cognito.createTerms(
        r ->
            r.userPoolId(poolId)
                .clientId(client)
                .termsName("terms-of-use")
                .termsSource("LINK")
                .enforcement("NONE")
                .links(Map.of("cognito:default", "https://www.example.com/terms")));

    assertThat(
            cognito
                .describeManagedLoginBrandingByClient(r -> r.userPoolId(poolId).clientId(client))
                .managedLoginBranding()
                .useCognitoProvidedValues())
        .isTrue();
    String termsId =
        cognito.listTerms(r -> r.userPoolId(poolId).maxResults(60)).terms().get(0).termsId();
    assertThat(cognito.describeTerms(r -> r.userPoolId(poolId).termsId(termsId)).terms().links())
        .containsKey("cognito:default");
  }
}
