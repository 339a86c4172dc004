package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** A group, a client or a provider is not lost because Cognito refuses one member of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedMembersTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/gone";

  private TestBed bed;
  private String source;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void newSource() {
    bed.emulator.clearFaults();
    source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private RestoreReport restored(Fault... faults) {
    String key = bed.backuper().backup(source).key();
    bed.emulator.inject(faults);
    return bed.backuper()
        .restore(RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID()));
  }

  /** Restores where the requests that fit are refused, by a text that names nothing. */
  private RestoreReport restored(Predicate<SdkRequest> refused) {
    String key = bed.backuper().backup(source).key();
    ExecutionInterceptor refusing =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes e) {
            if (refused.test(context.request())) {
              throw InvalidParameterException.builder()
                  .statusCode(400)
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .errorCode("InvalidParameterException")
                          .errorMessage("It does not exist")
                          .build())
                  .build();
            }
          }
        };
    try (CognitoIdentityProviderClient client = TestBed.client(bed.emulator.endpoint(), refusing)) {
      return bed.builder()
          .cognito(client)
          .build()
          .restore(RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID()));
    }
  }

  private UserPoolClientType client(RestoreReport report, String name) {
    String id =
        bed
            .client
            .listUserPoolClients(r -> r.userPoolId(report.userPoolId()).maxResults(60))
            .userPoolClients()
            .stream()
            .filter(client -> client.clientName().equals(name))
            .findFirst()
            .orElseThrow()
            .clientId();
    return bed.client
        .describeUserPoolClient(r -> r.userPoolId(report.userPoolId()).clientId(id))
        .userPoolClient();
  }

  private static void names(RestoreReport report, String what, String member) {
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.firstFailures())
        .anySatisfy(
            failure -> {
              assertThat(failure.what()).isEqualTo(what);
              assertThat(failure.reason()).startsWith("created without ").contains(member);
            });
  }

  @Test
  void createsTheGroupWithoutItsRoleAndKeepsItsMembers() {
    bed.client.updateGroup(r -> r.userPoolId(source).groupName("admins").roleArn(ROLE));
    RestoreReport report =
        restored(
            Fault.on("CreateGroup")
                .where("RoleArn", ROLE)
                .error("InvalidParameterException", 400, "The role cannot be assumed"));

    names(report, "groups/admins", "RoleArn");
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.comparison().usersDifferent()).isZero();
    assertThat(
            bed.emulator.cognito().findUser(report.userPoolId(), "member").orElseThrow().groups())
        .contains("admins");
  }

  @Test
  void createsTheGroupWithoutARoleThatMayNotBePassed() {
    bed.client.updateGroup(r -> r.userPoolId(source).groupName("admins").roleArn(ROLE));
    RestoreReport report = restored(Fault.on("CreateGroup").where("RoleArn", ROLE).accessDenied());

    names(report, "groups/admins", "RoleArn");
  }

  private void addClient(String name, Consumer<CreateUserPoolClientRequest.Builder> members) {
    bed.client.createUserPoolClient(
        r -> {
          r.userPoolId(source).clientName(name).generateSecret(true);
          members.accept(r);
        });
  }

  @Test
  void createsTheClientWithoutAProviderThatIsMissing() {
    addClient("portal", c -> c.supportedIdentityProviders("COGNITO", "Google"));
    RestoreReport report =
        restored(Fault.on("CreateIdentityProvider").error("LimitExceededException", 400, "no"));

    names(report, "clients/portal", "SupportedIdentityProviders \"Google\"");
    assertThat(client(report, "portal").supportedIdentityProviders()).containsExactly("COGNITO");
    assertThat(client(report, "portal").clientSecret()).isNotEmpty();
  }

  @Test
  void createsTheClientWithoutScopesThatAreMissingAndThenWithoutFlows() {
    bed.client.createResourceServer(
        r ->
            r.userPoolId(source)
                .identifier("gone")
                .name("gone")
                .scopes(s -> s.scopeName("all").scopeDescription("all")));
    addClient(
        "portal",
        c ->
            c.allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(OAuthFlowType.CODE)
                .callbackURLs("https://example.com")
                .allowedOAuthScopes("openid", "gone/all"));
    addClient(
        "machine",
        c ->
            c.allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                .allowedOAuthScopes("gone/all"));
    RestoreReport report =
        restored(
            Fault.on("CreateResourceServer")
                .where("Identifier", "gone")
                .error("LimitExceededException", 400, "no"));

    names(report, "clients/portal", "AllowedOAuthScopes \"gone/all\"");
    assertThat(client(report, "portal").allowedOAuthScopes()).containsExactly("openid");
    assertThat(client(report, "portal").allowedOAuthFlowsAsStrings()).containsExactly("code");
    names(report, "clients/machine", "AllowedOAuthFlows");
    assertThat(client(report, "machine").allowedOAuthFlowsUserPoolClient()).isFalse();
    assertThat(client(report, "machine").allowedOAuthFlowsAsStrings()).isEmpty();
  }

  @Test
  void takesAnUnknownAttributeOutOfAListAndNeverTheList() {
    bed.client.addCustomAttributes(
        r ->
            r.userPoolId(source).customAttributes(a -> a.name("gone").attributeDataType("String")));
    addClient("portal", c -> c.readAttributes("email", "custom:gone").writeAttributes("email"));
    addClient("narrow", c -> c.readAttributes("custom:gone").writeAttributes("email"));
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().generatePool("twin", PoolModel.PLAIN, 0, 2);
    bed.emulator.inject(Fault.on("AddCustomAttributes").error("LimitExceededException", 400, "no"));
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoPool(target));

    names(report, "clients/portal", "ReadAttributes \"custom:gone\"");
    assertThat(client(report, "portal").readAttributes()).containsExactly("email");
    assertThat(report.firstFailures())
        .anySatisfy(
            failure -> {
              assertThat(failure.what()).isEqualTo("clients/narrow");
              assertThat(failure.reason()).contains("more permissions");
            });
    assertThat(
            bed.client
                .listUserPoolClients(r -> r.userPoolId(target).maxResults(60))
                .userPoolClients())
        .noneMatch(client -> client.clientName().equals("narrow"));
  }

  @Test
  void createsTheClientWithoutItsAnalytics() {
    addClient(
        "portal",
        c -> c.analyticsConfiguration(a -> a.applicationId("0123456789abcdef0123456789abcdef")));
    RestoreReport report =
        restored(
            sent ->
                sent instanceof CreateUserPoolClientRequest request
                    && request.analyticsConfiguration() != null);

    names(report, "clients/portal", "AnalyticsConfiguration");
    assertThat(client(report, "portal").clientSecret()).isNotEmpty();
  }

  @Test
  void createsTheProviderWithoutAMappingOntoNothing() {
    bed.client.addCustomAttributes(
        r ->
            r.userPoolId(source).customAttributes(a -> a.name("gone").attributeDataType("String")));
    bed.client.updateIdentityProvider(
        r ->
            r.userPoolId(source)
                .providerName("Google")
                .attributeMapping(Map.of("username", "sub", "custom:gone", "x", "email", "email")));
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().createPool("empty", PoolModel.PLAIN);
    bed.emulator.inject(Fault.on("AddCustomAttributes").error("LimitExceededException", 400, "no"));
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoPool(target));

    names(report, "identity-providers/Google", "AttributeMapping \"custom:gone\"");
    assertThat(
            bed.client
                .describeIdentityProvider(r -> r.userPoolId(target).providerName("Google"))
                .identityProvider()
                .attributeMapping())
        .containsKeys("username", "email");
  }

  @Test
  void protectsThePoolFromDeletionThoughItsTriggersAreRefused() {
    String function = "arn:aws:lambda:eu-west-1:111122223333:function:gone";
    bed.client.updateUserPool(
        r ->
            r.userPoolId(source)
                .deletionProtection("ACTIVE")
                .lambdaConfig(l -> l.preSignUp(function)));
    RestoreReport report =
        restored(
            sent ->
                sent instanceof UpdateUserPoolRequest request
                    && request.lambdaConfig() != null
                    && function.equals(request.lambdaConfig().preSignUp()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(
            bed.client
                .describeUserPool(r -> r.userPoolId(report.userPoolId()))
                .userPool()
                .deletionProtectionAsString())
        .isEqualTo("ACTIVE");
  }
}
