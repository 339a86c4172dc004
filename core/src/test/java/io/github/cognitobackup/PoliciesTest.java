package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitReferenceTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.internal.cognito.WireOperations;
import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/**
 * The policies of the operations manual allow what a role needs and nothing more: each role does
 * its work with a client that refuses every other operation, and uses all that it may.
 */
class PoliciesTest {

  private static final Path POLICIES = Path.of("../docs/operations/policies");

  /** Checked by IAM when a pool is created with tags; no call of its own. */
  private static final String TAGGING = "TagResource";

  /** What a backup reads for information, and no restore. */
  private static final Set<String> INFORMATION =
      ResourceKinds.all().stream()
          .filter(ResourceKind::information)
          .flatMap(kind -> kind.readOperations().stream())
          .collect(Collectors.toUnmodifiableSet());

  /** What restores call anywhere. */
  private static final Set<String> CALLED = without(calledOperations(), INFORMATION);

  private final TestBed bed = new TestBed();
  private final List<CognitoIdentityProviderClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(CognitoIdentityProviderClient::close);
    bed.close();
  }

  @Test
  void aBackupNeedsWhatItsPolicyAllows() {
    Role role = new Role("cognito-backup.json");
    String small = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String large = bed.emulator.cognito().generatePool("large", PoolModel.EMAIL, 300, 1);

    String grouped = bed.emulator.cognito().createPool("more groups than users", PoolModel.PLAIN);
    for (String group : List.of("one", "two", "three")) {
      bed.client.createGroup(request -> request.userPoolId(grouped).groupName(group));
    }
    bed.emulator.cognito().putUser(grouped, SeedUser.named("ada").group("two"));

    SmallPool.furnish(bed, grouped, "grouped");

    for (String pool : List.of(small, large, grouped)) {
      assertThat(role.backuper().backup(pool).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    assertThat(role.used()).isEqualTo(role.allowed());
  }

  @Test
  void aRestoreIntoANewPoolNeedsWhatItsPolicyAllows() {
    Role role = new Role("cognito-restore-new-pool.json");
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(source).key()).intoNewPool("customers");

    RestoreReport report = role.backuper().restore(request);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    spoil(report.userPoolId());
    RestoreReport mended = role.backuper().restore(request.updateExisting());

    assertThat(mended.firstFailures()).isEmpty();
    Set<String> needed = new TreeSet<>(role.used());
    needed.add(TAGGING);
    assertThat(role.allowed()).containsAll(needed);
    assertThat(role.allowed())
        .as("all that is called anywhere may be called by a restore into a new pool")
        .isEqualTo(union(CALLED, Set.of(TAGGING)));
  }

  @Test
  void aRestoreIntoAnExistingPoolNeedsWhatItsPolicyAllows() {
    Role role = new Role("cognito-restore-existing-pool.json");
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String target =
        bed.backuper()
            .restore(
                RestoreRequest.of(bed.backuper().backup(source).key()).intoNewPool("customers"))
            .userPoolId();
    bed.client.addCustomAttributes(
        request ->
            request
                .userPoolId(source)
                .customAttributes(
                    attribute ->
                        attribute.name("later").attributeDataType(AttributeDataType.STRING)));
    String key = bed.backuper().backup(source).key();
    spoil(target);

    RestoreReport report =
        role.backuper().restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(role.allowed()).containsAll(role.used());
    assertThat(role.allowed())
        .as("all that is called anywhere, without what creates, finds and releases a pool")
        .isEqualTo(without(CALLED, Set.of("CreateUserPool", "ListUserPools", "UntagResource")));
  }

  @Test
  void aPoolThatLostTheRestoresTagCanStillBeComparedAndNothingElse() {
    Set<String> withoutTag = new TreeSet<>();
    for (JsonNode statement : statements("cognito-restore-new-pool.json", "Allow")) {
      if (!statement.has("Condition")) {
        withoutTag.addAll(actions(statement));
      }
    }
    Set<String> reads = new TreeSet<>(CALLED);
    reads.removeIf(operation -> !operation.matches("(Describe|Get|List|AdminList).*"));

    assertThat(without(withoutTag, Set.of("CreateUserPool"))).isEqualTo(reads);
  }

  @Test
  void whatAPolicyDeniesIsNeverCalled() {
    for (String file :
        List.of("cognito-restore-existing-pool.json", "cognito-restore-new-pool.json")) {
      assertThat(actions(file, "Deny")).isNotEmpty().doesNotContainAnyElementsOf(CALLED);
    }
  }

  /** Makes a pool differ from its archive in everything that a restore can mend. */
  private void spoil(String pool) {
    CognitoIdentityProviderClient client = bed.client;
    client.listGroups(request -> request.userPoolId(pool)).groups().stream()
        .limit(1)
        .forEach(
            group ->
                client.updateGroup(
                    request ->
                        request
                            .userPoolId(pool)
                            .groupName(group.groupName())
                            .description("spoilt")));
    client.adminDisableUser(request -> request.userPoolId(pool).username("confirmed"));
    client.adminEnableUser(request -> request.userPoolId(pool).username("disabled"));
    client.adminDeleteUser(request -> request.userPoolId(pool).username("linked"));
  }

  /** What the code calls of Cognito, read off the compiled classes. */
  private static Set<String> calledOperations() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.cognitobackup");
    Set<String> operations = new TreeSet<>();
    for (JavaClass each : classes) {
      Stream.concat(
              each.getMethodCallsFromSelf().stream()
                  .map(call -> (CodeUnitCallTarget) call.getTarget())
                  .filter(target -> isClient(target.getOwner()))
                  .map(CodeUnitCallTarget::getName),
              each.getMethodReferencesFromSelf().stream()
                  .map(reference -> (CodeUnitReferenceTarget) reference.getTarget())
                  .filter(target -> isClient(target.getOwner()))
                  .map(CodeUnitReferenceTarget::getName))
          .filter(
              name ->
                  !Set.of("create", "close", "builder", "serviceName", "serviceClientConfiguration")
                      .contains(name))
          .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
          .forEach(operations::add);
    }
    assertThat(operations).contains("ListUsers", "AdminCreateUser");
    for (Field field : WireOperations.class.getFields()) {
      try {
        operations.add((String) field.get(null));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return operations;
  }

  private static boolean isClient(JavaClass owner) {
    return owner.getName().equals(CognitoIdentityProviderClient.class.getName());
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static Set<String> actions(String file, String effect) {
    Set<String> actions = new TreeSet<>();
    statements(file, effect).forEach(statement -> actions.addAll(actions(statement)));
    return actions;
  }

  private static List<JsonNode> statements(String file, String effect) {
    List<JsonNode> statements = new ArrayList<>();
    try {
      for (JsonNode statement :
          new ObjectMapper().readTree(POLICIES.resolve(file).toFile()).path("Statement")) {
        if (statement.path("Effect").asText().equals(effect)) {
          statements.add(statement);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return statements;
  }

  private static Set<String> actions(JsonNode statement) {
    Set<String> actions = new TreeSet<>();
    JsonNode action = statement.path("Action");
    Iterable<JsonNode> listed = action.isArray() ? action : Collections.singleton(action);
    listed.forEach(each -> actions.add(each.asText().replaceFirst("^cognito-idp:", "")));
    return actions;
  }

  /** Somebody who may do what a policy allows, and nothing else. */
  private final class Role implements ExecutionInterceptor {

    private final Set<String> allowed;
    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final Backuper backuper;

    Role(String file) {
      this.allowed = actions(file, "Allow");
      CognitoIdentityProviderClient client = TestBed.client(bed.emulator.endpoint(), this);
      clients.add(client);
      this.backuper = bed.builder().cognito(client).pacing(QuotaGate.unlimited()).build();
    }

    Backuper backuper() {
      return backuper;
    }

    Set<String> allowed() {
      return allowed;
    }

    Set<String> used() {
      return new TreeSet<>(used);
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      String target = context.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
      String operation = target.substring(target.indexOf('.') + 1);
      if (!allowed.contains(operation)) {
        throw CognitoIdentityProviderException.builder()
            .statusCode(400)
            .message("not authorized to perform cognito-idp:" + operation)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage("not authorized to perform cognito-idp:" + operation)
                    .build())
            .build();
      }
      used.add(operation);
    }
  }
}
