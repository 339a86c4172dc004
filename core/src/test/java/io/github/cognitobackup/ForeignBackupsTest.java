package io.github.cognitobackup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.foreign.ForeignBackups;
import io.github.cognitobackup.foreign.ForeignKind;
import io.github.cognitobackup.internal.cognito.SdkJson;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.pool.PoolUnwritableException;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.repository.ArchiveCheck.Result;
import io.github.cognitobackup.repository.UnverifiableContent;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Foreign backups by the calls of a backuper, and the promises of a restore for them. */
class ForeignBackupsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private Backuper.Builder plain() {
    return Backuper.builder()
        .cognito(bed.client)
        .storage(bed.storage)
        .insecurePlaintext()
        .pacing(QuotaGate.unlimited());
  }

  private Backuper accepting() {
    return plain().acceptUnverifiable().build();
  }

  private static void put(Storage storage, String key, byte[] bytes) {
    try (ObjectWriter writer = storage.create(key);
        OutputStream stream = writer.stream()) {
      stream.write(bytes);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The users of a pool as the tools write them, with their groups. */
  private String usersOf(String pool, boolean withGroups) {
    return bed.client.listUsersPaginator(r -> r.userPoolId(pool)).users().stream()
        .map(user -> json(pool, user, withGroups))
        .collect(Collectors.joining("\n,\n", "[\n", "\n]\n"));
  }

  private String json(String pool, UserType user, boolean withGroups) {
    ObjectNode json = JSON.createObjectNode().put("Username", user.username());
    user.attributes()
        .forEach(
            each ->
                json.withArray("/Attributes")
                    .addObject()
                    .put("Name", each.name())
                    .put("Value", each.value()));
    json.put("UserCreateDate", user.userCreateDate().toString());
    json.put("UserLastModifiedDate", user.userLastModifiedDate().toString());
    json.put("Enabled", user.enabled()).put("UserStatus", user.userStatusAsString());
    if (withGroups) {
      json.putArray("Groups");
      bed.client
          .adminListGroupsForUser(r -> r.userPoolId(pool).username(user.username()))
          .groups()
          .forEach(group -> json.withArray("/Groups").add(group.groupName()));
    }
    return json.toString();
  }

  private String emptyPool(PoolModel model) {
    return bed.emulator.cognito().generatePool("target", model, 0, 2);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void aBareArrayKeepsThePromisesOfARestore(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String target = emptyPool(model);
    String key = source + ".json";
    put(bed.storage, key, usersOf(source, true).getBytes(UTF_8));
    bed.emulator.clearCalls();

    RestoreReport report = accepting().restore(RestoreRequest.of(key).intoPool(target));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
    assertThat(report.users().federated()).isEqualTo(1);
    assertThat(report.notProven()).isNotEmpty();
    assertThat(SmallPool.restorable(bed.emulator, model, target))
        .isEqualTo(SmallPool.restorable(bed.emulator, model, source));
    assertThat(bed.emulator.cognito().messages()).isEmpty();
    assertThat(bed.emulator.cognito().findUser(target, SmallPool.FEDERATED)).isEmpty();
    assertThat(bed.emulator.calls("UpdateGroup")).isZero();

    RestoreReport again = accepting().restore(RestoreRequest.of(key).intoPool(target));
    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.restoreId()).isEqualTo(report.restoreId());
    assertThat(again.users().create()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void nothingIsToBeDoneInThePoolThatWasSaved(PoolModel model) {
    String pool = SmallPool.create(bed.emulator, model);
    put(bed.storage, "a/" + pool + ".json", usersOf(pool, true).getBytes(UTF_8));

    RestorePlan plan =
        accepting().plan(RestoreRequest.of("a/" + pool + ".json").intoPool(pool).updateExisting());

    assertThat(plan.sourcePoolId()).isEqualTo(pool);
    assertThat(plan.resources()).isEmpty();
    assertThat(plan.users().unchanged()).isEqualTo(SmallPool.LOCAL.size());
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("not proven"));
    assertThat(plan.notes()).noneMatch(note -> note.contains("domain"));
  }

  @Test
  void anExistingGroupIsLeftAloneAndAMissingOneIsMade() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String target = bed.emulator.cognito().createPool("bare", PoolModel.PLAIN);
    addAttributes(target);
    bed.client.createGroup(
        r -> r.userPoolId(target).groupName("admins").description("mine").precedence(7));
    put(bed.storage, "u.json", usersOf(source, true).getBytes(UTF_8));

    RestoreReport report =
        accepting().restore(RestoreRequest.of("u.json").intoPool(target).updateExisting());

    List<GroupType> groups = bed.client.listGroups(r -> r.userPoolId(target)).groups();
    assertThat(groups).extracting(GroupType::groupName).contains("admins", "editors", "読者");
    assertThat(groups)
        .filteredOn(group -> group.groupName().equals("admins"))
        .extracting(GroupType::description)
        .containsExactly("mine");
    assertThat(report.comparison().resourceDifferences()).isEmpty();
  }

  private void addAttributes(String pool) {
    for (String name : List.of("tenant", "tier")) {
      bed.client.addCustomAttributes(
          r ->
              r.userPoolId(pool)
                  .customAttributes(a -> a.name(name).attributeDataType("String").mutable(true)));
    }
  }

  @Test
  void withoutTheFlagItIsRefusedAndSaysWhy() {
    put(bed.storage, "u.json", ForeignBackups.sample("with-groups.json"));
    put(bed.storage, "t.tar.gz", ForeignBackups.tar("p/users.json", "[]"));
    Backuper backuper = plain().build();

    for (String key : List.of("u.json", "t.tar.gz")) {
      for (Runnable call :
          List.<Runnable>of(
              () -> backuper.verify(key),
              () -> backuper.extract(key, folder.resolve("x")),
              () -> backuper.plan(RestoreRequest.of(key).intoPool("p")),
              () -> backuper.restore(RestoreRequest.of(key).intoPool("p")))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(UnsupportedArchiveException.class)
            .hasMessageContaining(key)
            .hasMessageContaining("cannot prove")
            .hasMessageContaining("acceptUnverifiable()");
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void underAKeyOfItsOwnTheLibraryReadsItsOwnArchivesOnly() {
    String key = "eu-west-1_AbCdEfGhI/20260101T000000.000Z.tar.gz";
    put(bed.storage, key, ForeignBackups.tar("eu-west-1_AbCdEfGhI/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify(key))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("is refused")
        .hasMessageContaining(key);
    put(bed.storage, "aws/text.json", "no backup".getBytes(UTF_8));
    assertThatThrownBy(() -> accepting().verify("aws/text.json"))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("aws/text.json")
        .hasMessageContaining("list-users --output json");
  }

  @Test
  void besideAnEncryptorAPlainOneNeedsBothFlags() {
    put(bed.storage, "u.json", ForeignBackups.sample("with-groups.json"));

    assertThatThrownBy(() -> bed.builder().acceptUnverifiable().build().verify("u.json"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("acceptPlaintext()");
    assertThatThrownBy(() -> bed.builder().acceptPlaintext().build().verify("u.json"))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("acceptUnverifiable()");
    VerifyReport report =
        bed.builder().acceptPlaintext().acceptUnverifiable().build().verify("u.json");
    assertThat(report.sealed()).isFalse();
    assertThat(report.unverifiable()).isPresent();
  }

  @Test
  void aSealedOneNeedsTheKeyAndTheFlag() throws IOException {
    Storage sealing = bed.backuper().repository().objects();
    String pool = "eu-west-1_AbCdEfGhI";
    put(sealing, pool + ".json.enc", ForeignBackups.sample("with-groups.json"));
    put(sealing, "t.tar.gz.enc", ForeignBackups.tar(pool + "/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify(pool + ".json.enc"))
        .isInstanceOf(KeyUnavailableException.class);
    assertThatThrownBy(() -> bed.backuper().verify(pool + ".json.enc"))
        .isInstanceOf(UnsupportedArchiveException.class);
    Backuper backuper = bed.builder().acceptUnverifiable().build();
    VerifyReport array = backuper.extract(pool + ".json.enc", folder.resolve("out"));
    assertThat(array.sealed()).isTrue();
    assertThat(array.header().poolId()).isEqualTo(pool);
    assertThat(array.unverifiable().orElseThrow().kind()).isEqualTo(ForeignKind.JSON_ARRAY);
    assertThat(folder.resolve("out").resolve(pool + ".json"))
        .hasBinaryContent(ForeignBackups.sample("with-groups.json"));
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(backuper.verify("t.tar.gz.enc").unverifiable().orElseThrow().kind())
        .isEqualTo(ForeignKind.TAR_GZ);
  }

  @Test
  void verifyAllTakesThemWithTheFlag() throws IOException {
    String pool = "eu-west-1_AbCdEfGhI";
    byte[] users = ForeignBackups.sample("with-groups.json");
    put(bed.storage, "a/" + pool + ".json", users);
    put(bed.storage, "answer.json", ("{\"Users\":[" + ForeignBackups.LEAST + "]}").getBytes(UTF_8));
    put(bed.storage, "cut.json", Arrays.copyOf(users, users.length - 3));
    put(bed.storage, "package.json", "{\"name\":\"x\"}".getBytes(UTF_8));
    put(bed.storage, "sources.tar.gz", ForeignBackups.tar("readme.txt", "x"));
    put(bed.backuper().repository().objects(), "notes.json.enc", "{}".getBytes(UTF_8));
    put(bed.backuper().repository().objects(), "sealed.json.enc", users);
    Backuper backuper = bed.builder().acceptPlaintext().acceptUnverifiable().build();
    String own = backuper.backup(SmallPool.create(bed.emulator, PoolModel.PLAIN)).key();

    Map<String, Result> all = results(backuper.verifyAll());

    assertThat(all)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                own,
                Result.SOUND,
                "a/" + pool + ".json",
                Result.SOUND,
                "answer.json",
                Result.SOUND,
                "cut.json",
                Result.DAMAGED,
                "sealed.json.enc",
                Result.SOUND));
    assertThat(results(backuper.verifyAll(pool))).containsOnlyKeys("a/" + pool + ".json");
    assertThat(results(bed.builder().acceptPlaintext().build().verifyAll())).containsOnlyKeys(own);
    assertThat(results(bed.builder().acceptUnverifiable().build().verifyAll()))
        .containsEntry("a/" + pool + ".json", Result.UNREADABLE)
        .containsEntry("sealed.json.enc", Result.SOUND);
    assertThat(results(accepting().verifyAll()))
        .containsEntry("a/" + pool + ".json", Result.SOUND)
        .containsEntry("sealed.json.enc", Result.UNREADABLE);
  }

  private static Map<String, Result> results(Stream<ArchiveCheck> checks) {
    try (checks) {
      return checks.collect(Collectors.toMap(ArchiveCheck::key, ArchiveCheck::result));
    }
  }

  @Test
  void theReportSaysWhatIsShownAndWhatIsNot() {
    String user =
        "{\"Username\":\"%s\",\"UserStatus\":\"CONFIRMED\",\"Attributes\":[{\"Name\":\"sub\",\"Value\":\"%s\"}]}";
    String array =
        "["
            + String.join(
                ",",
                String.format(Locale.ROOT, user, "a", "1"),
                String.format(Locale.ROOT, user, "b", "2"),
                String.format(Locale.ROOT, user, "a", "3"),
                String.format(Locale.ROOT, user, "c", "2"),
                String.format(Locale.ROOT, user, "a", "1"))
            + "]";
    put(bed.storage, "u.json", array.getBytes(UTF_8));

    VerifyReport report = accepting().verify("u.json");

    assertThat(report.header().poolId()).isEqualTo(ArchiveHeader.UNKNOWN_POOL);
    UnverifiableContent unverifiable = report.unverifiable().orElseThrow();
    assertThat(unverifiable.repeatedUsernames()).isEqualTo(2);
    assertThat(unverifiable.repeatedSubs()).isEqualTo(2);
    assertThat(unverifiable.shown()).anyMatch(text -> text.contains("5 users"));
    assertThat(unverifiable.notProven()).anyMatch(text -> text.contains("of which pool"));
  }

  @Test
  void anArchiveOfTheLibraryIsProven() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    Backuper backuper = bed.builder().acceptUnverifiable().build();

    assertThat(backuper.verify(backuper.backup(pool).key()).unverifiable()).isEmpty();
  }

  @Test
  void thePoolInTheFileMustBeTheOneOfItsName() {
    put(
        bed.storage,
        "eu-west-1_Other/2024.tar.gz",
        ForeignBackups.tar("eu-west-1_AbCdEfGhI/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify("eu-west-1_Other/2024.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("eu-west-1_Other")
        .hasMessageContaining("eu-west-1_AbCdEfGhI");
  }

  @Test
  void intoANewPoolItNeedsSettings() {
    put(bed.storage, "u.json", ForeignBackups.sample("with-groups.json"));
    RestoreRequest request = RestoreRequest.of("u.json").intoNewPool("new");

    for (Runnable call :
        List.<Runnable>of(() -> accepting().plan(request), () -> accepting().restore(request))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(RestoreRefusedException.class)
          .hasMessageContaining("no settings")
          .hasMessageContaining("intoPool(id)");
    }
    assertThat(bed.emulator.calls("CreateUserPool")).isZero();
  }

  @Test
  void aTarWithSettingsMakesANewPool() {
    String source = SmallPool.create(bed.emulator, PoolModel.EMAIL);
    ObjectNode settings =
        SdkJson.toJson(bed.client.describeUserPool(r -> r.userPoolId(source)).userPool());
    settings.put("MfaConfiguration", "").putNull("LambdaConfig").putNull("ResultMetadata");
    put(
        bed.storage,
        "2024.tar.gz",
        ForeignBackups.tar(
            "./" + source + "/users.json", usersOf(source, true),
            "./" + source + "/user-pool.json", settings.toString()));

    RestoreReport report =
        accepting().restore(RestoreRequest.of("2024.tar.gz").intoNewPool("customers-again"));

    // the provider is not in the backup
    assertThat(report.firstFailures())
        .hasSize(3)
        .allMatch(failure -> failure.reason().startsWith("not linked to provider \"Google\""));
    assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @Test
  void usersOfAnotherKindOfNameAreRefused() {
    String byEmail = SmallPool.create(bed.emulator, PoolModel.EMAIL);
    String byName = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    put(bed.storage, "email.json", usersOf(byEmail, false).getBytes(UTF_8));
    put(bed.storage, "name.json", usersOf(byName, false).getBytes(UTF_8));
    bed.emulator.clearCalls();

    for (RestoreRequest request :
        List.of(
            RestoreRequest.of("email.json").intoPool(byName),
            RestoreRequest.of("name.json").intoPool(byEmail))) {
      assertThatThrownBy(() -> accepting().restore(request))
          .isInstanceOf(RestoreRefusedException.class)
          .hasMessageContaining("e-mail address");
    }
    assertThat(bed.emulator.calls("AdminCreateUser")).isZero();
  }

  @Test
  void aPoolThatLacksTheirAttributesIsRefused() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String bare = bed.emulator.cognito().createPool("bare", PoolModel.PLAIN);
    put(bed.storage, "u.json", usersOf(source, false).getBytes(UTF_8));

    assertThatThrownBy(() -> accepting().restore(RestoreRequest.of("u.json").intoPool(bare)))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageContaining("[custom:tenant, custom:tier]");
  }

  @Test
  void aRestoreThatWasStoppedGoesOn() {
    String source = SmallPool.create(bed.emulator, PoolModel.ALIAS);
    String target = emptyPool(PoolModel.ALIAS);
    put(bed.storage, "u.json", usersOf(source, true).getBytes(UTF_8));
    RestoreRequest request = RestoreRequest.of("u.json").intoPool(target);
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatThrownBy(() -> accepting().restore(request))
        .isInstanceOf(PoolUnwritableException.class)
        .hasMessageContaining("run the same command again");
    bed.emulator.clearFaults();

    RestoreReport report = accepting().restore(request);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(SmallPool.restorable(bed.emulator, PoolModel.ALIAS, target))
        .isEqualTo(SmallPool.restorable(bed.emulator, PoolModel.ALIAS, source));
  }

  @Test
  void whatIsNotUnderstoodIsALoss() {
    String target = bed.emulator.cognito().createPool("bare", PoolModel.PLAIN);
    put(
        bed.storage,
        "t.tar.gz",
        ForeignBackups.tar(
            "p/users.json", "[" + ForeignBackups.LEAST + "]", "p/clients.json", "[]"));

    VerifyReport verified = accepting().verify("t.tar.gz");
    RestoreReport restored = accepting().restore(RestoreRequest.of("t.tar.gz").intoPool(target));

    assertThat(verified.manifest().gaps()).hasSize(1);
    assertThat(restored.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(restored.users().create()).isEqualTo(1);
    assertThat(restored.firstFailures())
        .extracting(RestoreReport.Failure::what)
        .containsExactly("p/clients.json");
  }

  @Test
  void aUserWhoExistsIsNotTouched() {
    String target = bed.emulator.cognito().createPool("bare", PoolModel.PLAIN);
    bed.emulator
        .cognito()
        .putUser(target, SeedUser.named("a").attribute("email", "mine@example.com").disabled());
    put(bed.storage, "u.json", ("[" + ForeignBackups.LEAST + "]").getBytes(UTF_8));

    RestoreReport report = accepting().restore(RestoreRequest.of("u.json").intoPool(target));

    assertThat(report.users().keep()).isEqualTo(1);
    assertThat(bed.emulator.cognito().findUser(target, "a").orElseThrow().enabled()).isFalse();
  }

  @Test
  void aFileWithoutGroupsDoesNotSayThatThereWereNone() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    put(bed.storage, "u.json", usersOf(pool, false).getBytes(UTF_8));

    RestoreReport report =
        accepting().restore(RestoreRequest.of("u.json").intoPool(pool).updateExisting());

    assertThat(report.users().unchanged()).isEqualTo(SmallPool.LOCAL.size());
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void nobodyIsEnabledOfWhomItIsNotTold() {
    String pool = bed.emulator.cognito().createPool("bare", PoolModel.PLAIN);
    bed.emulator.cognito().putUser(pool, SeedUser.named("a").disabled());
    put(bed.storage, "u.json", ("[" + ForeignBackups.LEAST + "]").getBytes(UTF_8));

    RestoreReport report =
        accepting().restore(RestoreRequest.of("u.json").intoPool(pool).updateExisting());

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures().get(0).reason()).contains("does not say whether");
    assertThat(bed.emulator.cognito().findUser(pool, "a").orElseThrow().enabled()).isFalse();
  }
}
