package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/** A user is not lost because Cognito refuses one value of theirs. */
class RefusedValuesTest extends RefusedValueScene {

  @ParameterizedTest
  @CsvSource({
    "phone_number, 0151 12345678",
    "phone_number, +4915112345678901234",
    "email, not an address",
    "email_verified, True",
    "birthdate, 1.2.1970",
    "updated_at, yesterday",
    "custom:age, many",
    "custom:gone, here",
    "dev:note, here",
    "custom:a-name-of-more-than-32-characters, here"
  })
  void createsTheUserWithoutIt(String attribute, String value) {
    SeedUser user =
        SmallPool.user(PoolModel.PLAIN, "ada")
            .attribute("custom:tier", "gold")
            .attribute(attribute, value)
            .group("admins")
            .disabled();
    RestoreReport report =
        restored(poolWith(PoolModel.PLAIN, user, SmallPool.user(PoolModel.PLAIN, "bob")));

    isLessened(report, attribute);
    assertThat(report.toString()).doesNotContain(value + " ").doesNotContain("'" + value + "'");
    UserState ada = user(report, "ada");
    assertThat(ada.attributes())
        .doesNotContainKey(attribute)
        .containsEntry("custom:tier", "gold")
        .containsEntry("name", "Name of ada");
    assertThat(ada.groups()).containsExactly("admins");
    assertThat(ada.enabled()).isFalse();
    assertThat(ada.passwordPermanent()).isTrue();
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @Test
  void createsTheUserWithoutAValueThatIsTooLong() {
    SeedUser user = SmallPool.user(PoolModel.PLAIN, "ada").attribute("nickname", "n".repeat(3000));
    isLessened(restored(poolWith(PoolModel.PLAIN, user)), "nickname");
  }

  @Test
  void leavesOutAllThatAreRefusedInOneUser() {
    SeedUser user =
        SmallPool.user(PoolModel.PLAIN, "ada")
            .attribute("phone_number", "old")
            .attribute("phone_number_verified", "true")
            .attribute("birthdate", "1970")
            .attribute("custom:gone", "x");
    RestoreReport report = restored(poolWith(PoolModel.PLAIN, user));

    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.firstFailures().get(0).reason())
        .contains("phone_number", "phone_number_verified", "birthdate", "custom:gone");
    assertThat(user(report, "ada").attributes())
        .containsEntry("email", "ada@example.com")
        .containsEntry("email_verified", "true")
        .doesNotContainKeys("phone_number", "phone_number_verified", "birthdate", "custom:gone");
    assertThat(bed.emulator.calls().get("AdminCreateUser")).isLessThanOrEqualTo(4);
  }

  @Test
  void givesNobodyTheReasonThatTellsOfAnother() {
    SeedUser[] users =
        IntStream.range(100, 160)
            .mapToObj(i -> SmallPool.user(PoolModel.PLAIN, "person" + i))
            .map(user -> user.attribute("custom:gone", "x"))
            .toArray(SeedUser[]::new);
    RestoreReport report =
        restored(
            poolWith(PoolModel.PLAIN, users),
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes e) {
                if (context.request() instanceof AdminCreateUserRequest request
                    && request.userAttributes().stream()
                        .anyMatch(attribute -> attribute.name().equals("custom:gone"))) {
                  throw refusal("custom:gone of " + request.username() + " does not exist");
                }
              }
            });

    assertThat(report.firstFailures()).hasSize(users.length);
    assertThat(report.firstFailures())
        .allSatisfy(
            failure ->
                assertThat(failure.reason())
                    .startsWith("created without custom:gone")
                    .doesNotContain("person"));
  }

  @Test
  void saysThatAnImmutableAttributeCanNeverBeSetLater() {
    String pool = poolWith(PoolModel.PLAIN);
    bed.client.addCustomAttributes(
        r ->
            r.userPoolId(pool)
                .customAttributes(a -> a.name("born").attributeDataType("Number").mutable(false)));
    bed.emulator
        .cognito()
        .putUser(pool, SmallPool.user(PoolModel.PLAIN, "ada").attribute("custom:born", "long ago"));
    RestoreReport report = restored(pool);

    isLessened(report, "custom:born (immutable: it can never be set later)");
  }

  @Test
  void saysThatTheRefusedAddressIsTheUserName() {
    RestoreReport report =
        restored(
            poolWith(
                PoolModel.EMAIL,
                SmallPool.user(PoolModel.EMAIL, "ada"),
                SmallPool.user(PoolModel.EMAIL, "bob")),
            request -> names(request).contains("ada@example.com"),
            "Invalid email address format.");

    assertThat(report.comparison().usersMissing()).isEqualTo(1);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.reason())
                    .startsWith("not created: the address that is the username"));
  }

  private static List<String> names(AdminCreateUserRequest request) {
    return request.userAttributes().stream().map(AttributeType::value).toList();
  }

  @Test
  void updatesAnExistingUserWithoutIt() {
    SeedUser user =
        SmallPool.user(PoolModel.PLAIN, "ada")
            .attribute("birthdate", "1.2.1970")
            .attribute("nickname", "Countess");
    String pool = poolWith(PoolModel.PLAIN, user);
    String key = bed.backuper().backup(pool).key();
    bed.client.adminDeleteUserAttributes(
        r -> r.userPoolId(pool).username("ada").userAttributeNames("birthdate", "nickname"));

    RestoreReport report =
        bed.backuper().restore(RestoreRequest.of(key).intoPool(pool).updateExisting());

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).startsWith("updated without birthdate"));
    assertThat(user(report, "ada").attributes()).containsEntry("nickname", "Countess");
  }

  @Test
  void aSecondRunIsNoMoreCompleteThanTheFirst() {
    SeedUser user = SmallPool.user(PoolModel.PLAIN, "ada").attribute("birthdate", "1.2.1970");
    String pool = poolWith(PoolModel.PLAIN, user, SmallPool.user(PoolModel.PLAIN, "bob"));
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(pool).key()).intoNewPool(fresh());
    RestoreReport first = bed.backuper().restore(request);
    UserState before = user(first, "ada");
    bed.client.adminDisableUser(r -> r.userPoolId(first.userPoolId()).username("bob"));
    RestoreReport second = bed.backuper().restore(request);

    assertThat(second.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(second.comparison().equal()).isFalse();
    assertThat(second.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("attributes"));
    assertThat(user(second, "ada")).isEqualTo(before);
    assertThat(user(second, "bob").enabled()).isFalse();
  }
}
