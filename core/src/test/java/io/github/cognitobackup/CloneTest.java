package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.Reference;
import io.github.cognitobackup.restore.Reference.Decision;
import io.github.cognitobackup.restore.Reference.Kind;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A pool is cloned into another account and Region, by rules that a person has reviewed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloneTest {

  private static final String ACCOUNT = "222222222222";
  private static final String REGION = "eu-central-1";
  private static final String TRIGGER =
      "arn:aws:lambda:eu-west-1:123456789012:function:pre-sign-up";

  private final TestBed source = new TestBed();
  private String key;
  private Emulator elsewhere;
  private CognitoIdentityProviderClient client;

  @BeforeAll
  void save() {
    String pool = SmallPool.create(source.emulator, PoolModel.PLAIN);
    SmallPool.furnish(source, pool, "customers");
    source.wire(
        pool,
        "UpdateUserPool",
        "{'UserPoolAddOns':{'AdvancedSecurityMode':'ENFORCED'},'MfaConfiguration':'OPTIONAL',"
            + "'LambdaConfig':{'PreSignUp':'"
            + TRIGGER
            + "'}}");
    key = source.backuper().backup(pool).key();
  }

  @BeforeEach
  void open() {
    elsewhere = Emulator.builder().region(REGION).accountId(ACCOUNT).build();
    client =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(elsewhere.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    elsewhere.close();
  }

  @AfterAll
  void closeSource() {
    source.close();
  }

  @Test
  void everyReferenceIsListedWithAProposal() {
    RewriteRules rules = proposal();

    assertThat(find(rules, TRIGGER))
        .isEqualTo(
            new Reference(
                Kind.ARN,
                TRIGGER,
                List.of("user-pool/customers: LambdaConfig.PreSignUp"),
                Decision.REPLACE,
                "arn:aws:lambda:eu-central-1:222222222222:function:pre-sign-up"));
    assertThat(find(rules, "customers").decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(find(rules, "customers").kind()).isEqualTo(Kind.DOMAIN_PREFIX);
    assertThat(rules.references())
        .filteredOn(reference -> reference.kind() == Kind.CLIENT_NAME)
        .extracting(Reference::value)
        .contains("web", "mobile", "pages");
    assertThat(rules.references())
        .filteredOn(reference -> reference.kind() == Kind.ARN)
        .allMatch(reference -> reference.decision() == Decision.REPLACE);
  }

  @Test
  void anUndecidedReferenceIsRefusedBeforeAnythingIsChanged() {
    RestoreRequest request = request(proposal());

    assertThatThrownBy(() -> backuper().restore(request))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageContaining("do not decide about 1 reference: domain-prefix \"customers\"")
        .hasMessageContaining("domains/customers: Domain");
    assertThatThrownBy(() -> backuper().restore(request(new RewriteRules(List.of()))))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageContaining(TRIGGER);
    assertThat(elsewhere.calls("CreateUserPool")).isZero();
  }

  @Test
  void theCloneHasWhatTheRulesSay() {
    RestoreReport report = backuper().restore(request(decided()));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.comparison().equal()).isTrue();
    JsonNode pool = describe(report.userPoolId());
    assertThat(pool.at("/LambdaConfig/PreSignUp").asText())
        .isEqualTo("arn:aws:lambda:eu-central-1:222222222222:function:pre-sign-up");
    assertThat(pool.at("/Domain").asText()).isEqualTo("customers-clone");
  }

  @Test
  void whatIsLeftOutIsNamed() {
    RewriteRules rules =
        with(decided(), TRIGGER, reference -> reference.decided(Decision.LEAVE_OUT, null));

    RestoreReport report = backuper().restore(request(rules));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(describe(report.userPoolId()).at("/LambdaConfig").has("PreSignUp")).isFalse();
    assertThat(report.losses())
        .filteredOn(loss -> loss.kind() == Loss.Kind.LEFT_OUT)
        .singleElement()
        .satisfies(
            loss ->
                assertThat(loss.text()).contains("user-pool/customers: LambdaConfig.PreSignUp"));
  }

  @Tag("long") // a restore for each call
  @Test
  void afterEverySingleFailedCallARerunCompletesIt() {
    backuper().restore(request(decided()));
    long calls = elsewhere.calls().values().stream().mapToLong(Long::longValue).sum();
    close();
    for (int failing = 1; failing <= calls; failing++) {
      open();
      elsewhere.inject(Fault.on("*").call(failing).error("AccessDeniedException", 400, "no"));
      try {
        backuper().restore(request(decided()));
      } catch (CognitoBackupException e) {
        assertThat(e).hasMessageContaining("AccessDenied");
      }
      elsewhere.clearFaults();

      RestoreReport again = backuper().restore(request(decided()));

      assertThat(again.firstFailures()).as("after call %s", failing).isEmpty();
      assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
      assertThat(client.listUserPools(r -> r.maxResults(60)).userPools()).hasSize(1);
      if (failing < calls) {
        close();
      }
    }
  }

  private RewriteRules proposal() {
    return backuper().proposeRules(key, Optional.of(ACCOUNT));
  }

  private RewriteRules decided() {
    return with(
        proposal(),
        "customers",
        reference ->
            reference.kind() == Kind.DOMAIN_PREFIX
                ? reference.decided(Decision.REPLACE, "customers-clone")
                : reference);
  }

  private static RewriteRules with(
      RewriteRules rules, String value, UnaryOperator<Reference> decision) {
    return new RewriteRules(
        rules.references().stream()
            .map(each -> each.value().equals(value) ? decision.apply(each) : each)
            .toList());
  }

  private static Reference find(RewriteRules rules, String value) {
    return rules.references().stream()
        .filter(each -> each.value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private RestoreRequest request(RewriteRules rules) {
    return RestoreRequest.of(key).intoNewPool("clone").rewrite(rules);
  }

  private JsonNode describe(String pool) {
    return TestBed.wire(client, pool, "DescribeUserPool", "{}").path("UserPool");
  }

  private Backuper backuper() {
    return Backuper.builder()
        .cognito(client)
        .storage(source.storage)
        .encryptor(source.encryptor)
        .pacing(QuotaGate.unlimited())
        .pauses(millis -> {})
        .build();
  }
}
