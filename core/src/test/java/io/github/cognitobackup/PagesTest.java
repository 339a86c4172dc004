package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains, and what depends on them and on app clients: looks, terms, rules; and log delivery. */
class PagesTest {

  private static final List<String> OF_THE_TARGET =
      List.of(
          "UserPoolId",
          "ClientId",
          "CreationDate",
          "LastModifiedDate",
          "ManagedLoginBrandingId",
          "TermsId",
          "ImageUrl",
          "CloudFrontDistribution");

  private final TestBed bed = new TestBed();
  private String pool;
  private String client;

  @BeforeEach
  void open() {
    pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    client = SmallPool.furnish(bed, pool, "customers");
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void allOfItComesBackInANewPool() {
    BackupReport backup = bed.backuper().backup(pool);
    ObjectNode before = described(pool, client);
    removeDomain();

    RestoreReport restore = restore(backup);

    assertThat(backup.gaps()).isEmpty();
    assertThat(backup.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restore.firstFailures()).isEmpty();
    assertThat(restore.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restore.comparison().equal()).isTrue();
    String restored = restore.clientIds().get(client);
    assertThat(described(restore.userPoolId(), restored)).isEqualTo(before);
  }

  @Test
  void aDomainThatIsTakenIsNamedAndTheRestIsRestored() {
    RestoreReport restore = restore(bed.backuper().backup(pool));

    assertThat(restore.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(restore.comparison().equal()).isFalse();
    assertThat(restore.firstFailures())
        .filteredOn(failure -> failure.what().equals("domains/customers"))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.reason())
                    .contains("Domain already associated with another user pool.")
                    .contains("delete the domain customers of the pool that has it"));
    assertThat(restore.firstFailures())
        .extracting(RestoreReport.Failure::what)
        .allMatch(what -> what.startsWith("domains/") || what.startsWith("ui-customizations/"));
  }

  @Test
  void aChangeInTheTargetIsFoundAndMended() {
    BackupReport backup = bed.backuper().backup(pool);
    ObjectNode before = described(pool, client);
    bed.wire(pool, "SetUICustomization", "{'CSS':'.changed{}','ImageFile':'/9j/4A=='}");
    bed.wire(
        pool,
        "SetRiskConfiguration",
        "{'ClientId':'" + client + "','RiskExceptionConfiguration':{}}");
    bed.wire(pool, "UpdateUserPoolDomain", "{'Domain':'customers','ManagedLoginVersion':1}");
    RestoreRequest request = RestoreRequest.of(backup.key()).intoPool(pool);

    assertThat(bed.backuper().plan(request).resources())
        .extracting(change -> change.type())
        .containsExactlyInAnyOrder("domains", "ui-customizations", "risk-configurations");
    RestoreReport restore = bed.backuper().restore(request.updateExisting());

    assertThat(restore.firstFailures()).isEmpty();
    assertThat(described(pool, client)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeUserPoolDomain",
        "DescribeManagedLoginBrandingByClient",
        "GetUICustomization",
        "DescribeRiskConfiguration",
        "GetLogDeliveryConfiguration",
        "ListTerms",
        "DescribeTerms",
        "ListUserPoolReplicas",
        "GetSigningCertificate"
      })
  void whatCannotBeReadIsAGap(String operation) {
    bed.emulator.inject(Fault.on(operation).error("AccessDeniedException", 400, "not authorized"));

    BackupReport backup = bed.backuper().backup(pool);

    assertThat(backup.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(backup.gaps())
        .isNotEmpty()
        .extracting(Manifest.Gap::reason)
        .allMatch(reason -> reason.contains("not authorized"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 501})
  void anEmulatorWithoutThemIsNotAskedTwice(int status) {
    for (String operation :
        List.of(
            "DescribeManagedLoginBrandingByClient",
            "GetUICustomization",
            "DescribeRiskConfiguration",
            "GetLogDeliveryConfiguration",
            "ListTerms",
            "ListUserPoolReplicas",
            "ListUserPoolClientSecrets",
            "GetSigningCertificate")) {
      bed.emulator.inject(Fault.on(operation).status(status));
    }

    assertThat(bed.backuper().backup(pool).gaps()).isEmpty();
  }

  @Test
  void aPictureThatCannotBeFetchedIsAGap() {
    bed.emulator.cognito().forgetPictures();

    BackupReport backup = bed.backuper().backup(pool);

    assertThat(backup.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.resource()).isEqualTo("ui-customizations/ALL/image");
              assertThat(gap.reason()).contains("HTTP 404");
            });
  }

  @Test
  void aLogoThatTheArchiveLacksStaysInThePool() {
    bed.emulator.cognito().forgetPictures();
    BackupReport backup = bed.backuper().backup(pool);
    bed.wire(pool, "SetUICustomization", "{'CSS':'.changed{}','ImageFile':'/9j/4A=='}");
    RestoreRequest request = RestoreRequest.of(backup.key()).intoPool(pool).updateExisting();

    bed.backuper().restore(request);

    JsonNode look = bed.wire(pool, "GetUICustomization", "{}").path("UICustomization");
    assertThat(look.path("CSS").asText()).isEqualTo(".banner{}");
    assertThat(look.has("ImageUrl")).isTrue();

    bed.wire(pool, "SetUICustomization", "{'CSS':'.changed{}','ImageFile':'/9j/4A=='}");
    bed.emulator.cognito().forgetPictures();
    assertThat(bed.backuper().restore(request).firstFailures())
        .anyMatch(failure -> failure.reason().contains("would remove the logo"));
  }

  @Test
  void aStyleThatIsTooLargeForAnArchiveIsSavedWithoutItsAssets() {
    for (int i = 0; i < 16; i++) {
      bed.wire(
          pool,
          "UpdateManagedLoginBranding",
          "{'ManagedLoginBrandingId':'"
              + brandingId()
              + "','Assets':[{'Category':'LOGO"
              + i
              + "','ColorMode':'DARK','Extension':'PNG','Bytes':'"
              + "A".repeat(1_000_000)
              + "'}]}");
    }

    BackupReport backup = bed.backuper().backup(pool);

    assertThat(backup.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.resource()).isEqualTo("branding/" + client + "/assets"));
    RestoreRequest request = RestoreRequest.of(backup.key()).intoPool(pool);
    assertThat(bed.backuper().plan(request).resources()).isEmpty();
  }

  @Test
  void aStyleWithMoreAssetsThanARequestTakesComesBackWhole() {
    StringBuilder assets = new StringBuilder();
    String category = "PAGE_HEADER_LOGO";
    for (int i = 0; i < 5; i++) {
      assets.append(assets.isEmpty() ? "" : ",");
      assets.append("{'Category':'").append(category).append(i);
      assets.append("','ColorMode':'DARK','Extension':'PNG','Bytes':'");
      assets.append("A".repeat(1_000_000)).append("'}");
      if (i % 2 == 1 || i == 4) {
        bed.wire(
            pool,
            "UpdateManagedLoginBranding",
            "{'ManagedLoginBrandingId':'" + brandingId() + "','Assets':[" + assets + "]}");
        assets.setLength(0);
      }
    }
    ObjectNode before = described(pool, client);
    BackupReport backup = bed.backuper().backup(pool);
    removeDomain();

    RestoreReport restore = restore(backup);

    assertThat(restore.firstFailures()).isEmpty();
    assertThat(described(restore.userPoolId(), restore.clientIds().get(client))).isEqualTo(before);
  }

  private String brandingId() {
    return bed.wire(pool, "DescribeManagedLoginBrandingByClient", "{'ClientId':'" + client + "'}")
        .at("/ManagedLoginBranding/ManagedLoginBrandingId")
        .asText();
  }

  private void removeDomain() {
    bed.wire(pool, "DeleteUserPoolDomain", "{'Domain':'customers'}");
  }

  private RestoreReport restore(BackupReport backup) {
    return bed.backuper().restore(RestoreRequest.of(backup.key()).intoNewPool("restored"));
  }

  /** Everything that this is about, as an endpoint shows it, without what is the target's own. */
  private ObjectNode described(String ofPool, String ofClient) {
    String one = "{'ClientId':'" + ofClient + "'}";
    ObjectNode all = HandMade.json("{}");
    all.set("domain", bed.wire(ofPool, "DescribeUserPoolDomain", "{'Domain':'customers'}"));
    all.set("branding", bed.wire(ofPool, "DescribeManagedLoginBrandingByClient", one));
    all.set("look", bed.wire(ofPool, "GetUICustomization", one));
    all.set("lookOfAll", bed.wire(ofPool, "GetUICustomization", "{}"));
    all.set("risk", bed.wire(ofPool, "DescribeRiskConfiguration", one));
    all.set("riskOfAll", bed.wire(ofPool, "DescribeRiskConfiguration", "{}"));
    all.set("logs", bed.wire(ofPool, "GetLogDeliveryConfiguration", "{}"));
    JsonNode terms = bed.wire(ofPool, "ListTerms", "{}").at("/Terms/0/TermsId");
    all.set("terms", bed.wire(ofPool, "DescribeTerms", "{'TermsId':'" + terms.asText() + "'}"));
    strip(all);
    return all;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(OF_THE_TARGET);
    }
    node.forEach(PagesTest::strip);
  }
}
