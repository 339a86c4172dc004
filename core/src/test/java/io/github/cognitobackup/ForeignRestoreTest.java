package io.github.cognitobackup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.foreign.ForeignBackups;
import io.github.cognitobackup.internal.cognito.SdkJson;
import io.github.cognitobackup.pool.PoolUnwritableException;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/** The promises of a restore, kept for foreign backups. */
class ForeignRestoreTest extends ForeignScene {

  /** The users of a pool as the tools write them, with their groups. */
  private String usersOf(String pool, boolean withGroups) {
    return bed.client.listUsersPaginator(r -> r.userPoolId(pool)).users().stream()
        .map(user -> json(pool, user, withGroups))
        .collect(Collectors.joining("\n,\n", "[\n", "\n]\n"));
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
