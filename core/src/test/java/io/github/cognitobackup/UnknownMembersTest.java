package io.github.cognitobackup;

import static io.github.cognitobackup.NewerCognito.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.repository.OpenedArchive;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.InMemoryStorage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Archives hold what Cognito answered, and not what the SDK in use knows. */
class UnknownMembersTest {

  private static final List<String> TYPES =
      List.of("user-pool", "mfa", "clients", "identity-providers", "resource-servers", "groups");

  private final TestBed bed = new TestBed();
  private NewerCognito newer;
  private CognitoIdentityProviderClient client;
  private String pool;

  @BeforeEach
  void open() throws IOException {
    newer = new NewerCognito(bed.emulator.endpoint());
    client = TestBed.client(newer.endpoint());
    pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
  }

  @AfterEach
  void close() {
    client.close();
    newer.close();
    bed.close();
  }

  @Test
  void aSealedArchiveHoldsThem() {
    Backuper backuper = bed.builder().cognito(client).build();

    BackupReport report = backuper.backup(pool);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    try (OpenedArchive archive = backuper.repository().open(report.key())) {
      assertThat(documents(archive))
          .allSatisfy(
              document -> {
                assertThat(document.path(MEMBER).path("Mode").asText()).isEqualTo("STRICT");
                assertThat(document.has("FutureMemberWithoutValue")).isFalse();
              });
      assertThat(users(archive)).allMatch(user -> user.has(MEMBER));
    }
  }

  @Test
  void aPlainArchiveNamesThemInstead() {
    Backuper backuper =
        Backuper.builder()
            .cognito(client)
            .storage(new InMemoryStorage())
            .insecurePlaintext()
            .build();

    BackupReport report = backuper.backup(pool);

    try (OpenedArchive archive = backuper.repository().open(report.key())) {
      assertThat(documents(archive)).noneMatch(document -> document.has(MEMBER));
      assertThat(users(archive)).noneMatch(user -> user.has(MEMBER));
      assertThat(archive.snapshot().manifest().leftOut())
          .anyMatch(what -> what.startsWith("user-pool: " + MEMBER))
          .anyMatch(what -> what.startsWith("user-pool: Policies.PasswordPolicy.FutureRule"))
          .anyMatch(what -> what.startsWith("clients/") && what.contains(MEMBER))
          .anyMatch(what -> what.startsWith("groups/admins: " + MEMBER))
          .filteredOn(what -> what.startsWith("users: " + MEMBER))
          .hasSize(1);
    }
  }

  @Test
  void aRestoreIsCompleteWhereThePoolHasThemAllTheSame() {
    Backuper backuper = bed.builder().cognito(client).build();
    String key = backuper.backup(pool).key();

    RestoreReport report = backuper.restore(RestoreRequest.of(key).intoNewPool("restored"));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aRestoreIsPartialWhereThePoolLacksThem() {
    String key = bed.builder().cognito(client).build().backup(pool).key();

    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool("restored"));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .filteredOn(failure -> failure.reason().contains("without " + MEMBER))
        .extracting(RestoreReport.Failure::what)
        .anyMatch(what -> what.startsWith("user-pool"))
        .anyMatch(what -> what.startsWith("clients/"))
        .contains("mfa", "groups/admins");
  }

  private static List<JsonNode> documents(OpenedArchive archive) {
    try (Stream<ArchivedResource> resources = archive.snapshot().resources()) {
      return resources
          .filter(resource -> TYPES.contains(resource.type()))
          .<JsonNode>map(ArchivedResource::document)
          .toList();
    }
  }

  private static List<JsonNode> users(OpenedArchive archive) {
    try (Stream<ArchivedUser> users = archive.snapshot().users()) {
      return users.<JsonNode>map(ArchivedUser::document).toList();
    }
  }
}
