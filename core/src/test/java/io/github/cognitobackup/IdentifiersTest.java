package io.github.cognitobackup;

import static io.github.cognitobackup.HandMade.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A document says which resource it is; the name of its file never does. */
class IdentifiersTest {

  private static final List<String> GROUPS =
      List.of(
          "管理者".repeat(4),
          "読".repeat(128),
          "\ud83d\ude00".repeat(60),
          "g".repeat(95),
          "g".repeat(96),
          "Admin",
          "admin",
          "caf\u00e9",
          "cafe\u0301",
          "..",
          ".",
          ".hidden",
          "a/b",
          "a%2Fb",
          "a%2fb",
          "/".repeat(128),
          "sha256=" + "0".repeat(64),
          "x.json");

  private static final String SERVER = "https://api.example.com/" + "ä".repeat(100);
  private static final String PROVIDER = "従業員のための社内認証";

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private String pool() {
    String pool = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    SeedUser user = SeedUser.named("ada").password("Former-passw0rd");
    for (String group : GROUPS) {
      bed.client.createGroup(r -> r.userPoolId(pool).groupName(group).description(group));
      user = user.group(group);
    }
    bed.emulator.cognito().putUser(pool, user);
    bed.client.createResourceServer(r -> r.userPoolId(pool).identifier(SERVER).name("API"));
    bed.client.createIdentityProvider(
        r ->
            r.userPoolId(pool)
                .providerName(PROVIDER)
                .providerType("SAML")
                .providerDetails(java.util.Map.of("MetadataURL", "https://idp.example.com/saml")));
    return pool;
  }

  @Test
  void everyNameComesBackWholeHoweverLongOrOdd() {
    String source = pool();
    Backuper backuper = bed.backuper();
    String key = backuper.backup(source).key();
    RestoreRequest request = RestoreRequest.of(key).intoNewPool("restored");

    assertThat(backuper.plan(request).resources())
        .extracting(ResourceChange::name)
        .containsAll(GROUPS)
        .contains(SERVER, PROVIDER);

    RestoreReport report = backuper.restore(request);

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().resourceDifferences()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().findUser(report.userPoolId(), "ada"))
        .hasValueSatisfying(
            user -> assertThat(user.groups()).containsExactlyInAnyOrderElementsOf(GROUPS));
    assertThat(backuper.restore(request).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void nothingIsToBeDoneInThePoolThatWasSaved() {
    String source = pool();
    Backuper backuper = bed.backuper();
    RestoreRequest request = RestoreRequest.of(backuper.backup(source).key()).intoPool(source);

    RestorePlan plan = backuper.plan(request);
    RestoreReport report = backuper.restore(request);

    assertThat(plan.resources()).isEmpty();
    assertThat(plan.notes()).noneMatch(note -> note.contains("file name of another"));
    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aDocumentUnderAnotherNameIsWhatItSaysItIs() {
    String target = bed.emulator.cognito().createPool("target", PoolModel.PLAIN);
    String key =
        HandMade.store(
            bed,
            archive -> {
              archive.resource("user-pool", "elsewhere", json("{'Id':'" + HandMade.POOL + "'}"));
              archive.resource("groups", "admins", json("{'GroupName':'guests'}"));
              archive.resource("groups", "guests", json("{'GroupName':'admins','Precedence':1}"));
            });
    Backuper backuper = HandMade.backuper(bed);
    RestoreRequest request = RestoreRequest.of(key).intoPool(target);

    assertThat(backuper.plan(request).notes())
        .filteredOn(note -> note.contains("the document is what counts"))
        .hasSize(3)
        .anyMatch(note -> note.contains(HandMade.POOL + "/groups/admins.json"));
    backuper.restore(request);

    assertThat(
            bed.client.getGroup(r -> r.userPoolId(target).groupName("admins")).group().precedence())
        .isEqualTo(1);
    assertThat(
            bed.client.getGroup(r -> r.userPoolId(target).groupName("guests")).group().precedence())
        .isNull();
  }

  @Test
  void twoDocumentsOfOneResourceAreRefusedUnlessTheyAreEqual() {
    String target = bed.emulator.cognito().createPool("target", PoolModel.PLAIN);
    String key =
        HandMade.store(
            bed,
            archive -> {
              archive.resource("user-pool", json("{'Id':'" + HandMade.POOL + "'}"));
              archive.resource("groups", "admins", json("{'GroupName':'admins'}"));
              archive.resource("groups", "again", json("{'GroupName':'admins'}"));
              archive.resource("groups", "other", json("{'GroupName':'admins','Precedence':1}"));
            });

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> HandMade.backuper(bed).plan(RestoreRequest.of(key).intoPool(target)))
        .withMessageContaining("/groups/other.json")
        .withMessageContaining("/groups/admins.json");
  }

  @Test
  void aDocumentThatNamesNothingIsRefused() {
    String target = bed.emulator.cognito().createPool("target", PoolModel.PLAIN);
    String key =
        HandMade.store(
            bed,
            archive -> {
              archive.resource("user-pool", json("{'Id':'" + HandMade.POOL + "'}"));
              archive.resource("groups", "admins", json("{'GroupName':''}"));
            });

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> HandMade.backuper(bed).restore(RestoreRequest.of(key).intoPool(target)))
        .withMessageContaining("/groups/admins.json has no GroupName");
  }
}
