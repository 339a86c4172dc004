package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** App clients with one secret, two, or one that Cognito does not show any more. */
class ClientSecretsTest {

  private static final String OWN = "own+secret_of_24_letters";

  private final TestBed bed = new TestBed();
  private String pool;

  @BeforeEach
  void open() {
    pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aSecretThatIsShownComesBackByItsValue() {
    client("known", OWN);

    BackupReport backup = bed.backuper().backup(pool);
    RestoreReport restore = restore(backup);

    assertThat(backup.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restore.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restored(restore, "known").clientSecret()).isEqualTo(OWN);
  }

  @Test
  void aClientWhoseFirstSecretWasDeletedComesBackWithANewSecret() {
    String rotated = client("rotated", OWN);
    bed.client.createUserPoolClient(r -> r.userPoolId(pool).clientName("public"));
    rotate(rotated);

    BackupReport backup = bed.backuper().backup(pool);
    RestoreReport restore = restore(backup);

    assertThat(backup.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(backup.gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("clients/" + rotated + "/secrets");
    assertThat(backup.gaps().get(0).reason()).contains("a restored client gets a new secret");
    assertThat(restored(restore, "rotated").clientSecret()).hasSizeGreaterThan(23);
    assertThat(restored(restore, "public").clientSecret()).isNull();
    assertThat(restore.losses())
        .filteredOn(loss -> loss.kind() == Loss.Kind.CLIENT_SECRETS)
        .singleElement()
        .satisfies(loss -> assertThat(loss.text()).contains("rotated").doesNotContain("public"));
  }

  @Test
  void aSecondSecretIsNamed() {
    String two = client("two", OWN);
    bed.wire(pool, "AddUserPoolClientSecret", "{'ClientId':'" + two + "'}");

    BackupReport backup = bed.backuper().backup(pool);

    assertThat(backup.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(backup.gaps().get(0).reason()).contains("second secret");
    assertThat(restored(restore(backup), "two").clientSecret()).isEqualTo(OWN);
  }

  @Test
  void aListThatIsRefusedIsNamed() {
    String id = client("known", OWN);
    bed.emulator.inject(
        Fault.on("ListUserPoolClientSecrets")
            .error("AccessDeniedException", 400, "not authorized"));

    BackupReport backup = bed.backuper().backup(pool);

    assertThat(backup.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(backup.gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("clients/" + id + "/secrets");
  }

  @Test
  void anEndpointWithoutTheListIsBelieved() {
    client("known", OWN);
    bed.emulator.inject(
        Fault.on("ListUserPoolClientSecrets").error("UnknownOperationException", 400, ""));

    assertThat(bed.backuper().backup(pool).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aConfidentialClientOfTheArchiveIsNotEqualToAPublicOne() {
    String rotated = client("rotated", OWN);
    rotate(rotated);
    BackupReport backup = bed.backuper().backup(pool);
    String target = bed.emulator.cognito().createPool("target", PoolModel.PLAIN);
    bed.client.createUserPoolClient(r -> r.userPoolId(target).clientName("rotated"));

    RestoreReport restore =
        bed.backuper().restore(RestoreRequest.of(backup.key()).intoPool(target).updateExisting());

    assertThat(restore.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(restore.comparison().equal()).isFalse();
    assertThat(restore.firstFailures())
        .filteredOn(failure -> failure.what().equals("clients/rotated"))
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("secret"));
  }

  @Test
  void aClientThatIsRestoredTwiceStaysAsItIs() {
    String rotated = client("rotated", OWN);
    rotate(rotated);
    BackupReport backup = bed.backuper().backup(pool);

    RestoreReport again =
        bed.backuper().restore(RestoreRequest.of(backup.key()).intoPool(pool).updateExisting());

    assertThat(again.firstFailures())
        .as("the archive's own gap, and nothing of the pool")
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).startsWith("not in the archive"));
    assertThat(again.comparison().resourceDifferences()).isEmpty();
  }

  private String client(String name, String secret) {
    return bed.wire(
            pool,
            "CreateUserPoolClient",
            "{'ClientName':'"
                + name
                + "','ClientSecret':'"
                + secret
                + "','AllowedOAuthFlows':['code']}")
        .path("UserPoolClient")
        .path("ClientId")
        .asText();
  }

  private void rotate(String id) {
    String client = "{'ClientId':'" + id + "'";
    String first =
        bed.wire(pool, "ListUserPoolClientSecrets", client + '}')
            .at("/ClientSecrets/0/ClientSecretId")
            .asText();
    bed.wire(pool, "AddUserPoolClientSecret", client + '}');
    bed.wire(pool, "DeleteUserPoolClientSecret", client + ",'ClientSecretId':'" + first + "'}");
  }

  private RestoreReport restore(BackupReport backup) {
    return bed.backuper().restore(RestoreRequest.of(backup.key()).intoNewPool("restored"));
  }

  private UserPoolClientType restored(RestoreReport report, String name) {
    TreeMap<String, String> ids = new TreeMap<>();
    List<UserPoolClientDescription> clients =
        bed.client
            .listUserPoolClients(r -> r.userPoolId(report.userPoolId()).maxResults(60))
            .userPoolClients();
    clients.forEach(each -> ids.put(each.clientName(), each.clientId()));
    return bed.client
        .describeUserPoolClient(r -> r.userPoolId(report.userPoolId()).clientId(ids.get(name)))
        .userPoolClient();
  }
}
