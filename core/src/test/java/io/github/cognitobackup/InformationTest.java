package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.repository.OpenedArchive;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.Loss.Kind;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an archive holds for people, and no restore gives back. */
class InformationTest {

  private static final String WEB_ACL = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b";

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void replicasAndWebAclsAreInTheArchiveAndNamedByARestore() {
    String pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    bed.emulator.cognito().replicate(pool, "eu-central-1");
    Backuper backuper = bed.builder().webAcls(arn -> Optional.of(WEB_ACL)).build();

    BackupReport backup = backuper.backup(pool);
    RestoreReport restore =
        backuper.restore(RestoreRequest.of(backup.key()).intoNewPool("restored"));

    Map<String, JsonNode> documents = documents(backuper, backup.key());
    assertThat(documents.get("replicas").at("/UserPoolReplicas/0/RegionName").asText())
        .isEqualTo("eu-central-1");
    assertThat(documents.get("web-acl").path("WebACLArn").asText()).isEqualTo(WEB_ACL);
    assertThat(documents.get("signing-certificate").path("Certificate").asText()).isNotEmpty();
    assertThat(restore.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(losses(restore).get(Kind.REPLICAS)).contains("eu-central-1");
    assertThat(losses(restore).get(Kind.WEB_ACL)).contains(WEB_ACL);
    assertThat(bed.emulator.calls("ListUserPoolReplicas")).as("of the backup alone").isEqualTo(1);
  }

  @Test
  void aPoolWithoutThemLosesNone() {
    String pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    BackupReport backup = bed.backuper().backup(pool);

    RestoreReport restore =
        bed.backuper().restore(RestoreRequest.of(backup.key()).intoNewPool("restored"));

    assertThat(documents(bed.backuper(), backup.key())).doesNotContainKeys("replicas", "web-acl");
    assertThat(losses(restore)).doesNotContainKeys(Kind.REPLICAS, Kind.WEB_ACL);
  }

  private static Map<Kind, String> losses(RestoreReport report) {
    return report.losses().stream().collect(Collectors.toMap(Loss::kind, Loss::text));
  }

  private static Map<String, JsonNode> documents(Backuper backuper, String key) {
    try (OpenedArchive archive = backuper.repository().open(key);
        Stream<ArchivedResource> resources = archive.snapshot().resources()) {
      return resources.collect(
          Collectors.toMap(ArchivedResource::type, ArchivedResource::document, (one, two) -> one));
    }
  }
}
