package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;

/** A user is not lost because Cognito refuses one value of his. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedValuesTest {

  private TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void quiet() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().clearMessagesAndTriggerCalls();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private String poolWith(PoolModel model, SeedUser... users) {
    String pool = bed.emulator.cognito().generatePool("customers", model, 0, 1);
    for (SeedUser user : users) {
      bed.emulator.cognito().putUser(pool, user.password("Former-passw0rd"));
    }
    return pool;
  }

  private RestoreReport restored(String pool) {
    return bed.backuper()
        .restore(RestoreRequest.of(bed.backuper().backup(pool).key()).intoNewPool(fresh()));
  }

  private static String fresh() {
    return "restored-" + UUID.randomUUID();
  }

  private UserState user(RestoreReport report, String name) {
    return bed.emulator.cognito().findUser(report.userPoolId(), name).orElseThrow();
  }

  private static void isLessened(RestoreReport report, String attribute) {
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(report.comparison().usersDifferent()).isEqualTo(1);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.reason()).startsWith("created without " + attribute));
  }

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
  void triesNothingElseWhereTheUserNameIsRefused() {
    List<String> tried = new ArrayList<>();
    RestoreReport report =
        restored(
            poolWith(PoolModel.PLAIN, SmallPool.user(PoolModel.PLAIN, "ada")),
            request -> tried.add(request.username()),
            "Username cannot be of email format, since user pool is configured for email alias.");

    assertThat(tried).hasSize(1);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.reason()).startsWith("not created: the username was refused"));
  }

  /** Restores where creations and updates of some users are refused with a text. */
  private RestoreReport restored(
      String pool, Predicate<AdminCreateUserRequest> refused, String text) {
    return restored(
        pool,
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes e) {
            if (context.request() instanceof AdminCreateUserRequest request
                && refused.test(request)) {
              throw refusal(text);
            }
          }
        });
  }

  private RestoreReport restored(String pool, ExecutionInterceptor refusing) {
    String key = bed.backuper().backup(pool).key();
    try (CognitoIdentityProviderClient client = TestBed.client(bed.emulator.endpoint(), refusing)) {
      return bed.builder()
          .cognito(client)
          .build()
          .restore(RestoreRequest.of(key).intoNewPool(fresh()));
    }
  }

  private static InvalidParameterException refusal(String text) {
    return (InvalidParameterException)
        InvalidParameterException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("InvalidParameterException")
                    .errorMessage(text)
                    .build())
            .build();
  }

  /** Refuses some attributes with one text, at creation and at update. */
  private static final class Refusing implements ExecutionInterceptor {
    private final List<String> attributes;
    private final String text;
    private int creations;
    private int updates;

    Refusing(String text, String... attributes) {
      this.attributes = List.of(attributes);
      this.text = text;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes e) {
      if (context.request() instanceof AdminCreateUserRequest request) {
        creations++;
        check(request.userAttributes());
      } else if (context.request() instanceof AdminUpdateUserAttributesRequest request) {
        updates++;
        check(request.userAttributes());
      }
    }

    private void check(List<AttributeType> sent) {
      if (sent.stream().map(AttributeType::name).anyMatch(attributes::contains)) {
        throw refusal(text);
      }
    }
  }

  private static SeedUser full() {
    SeedUser user =
        SmallPool.user(PoolModel.PLAIN, "ada")
            .attribute("phone_number", "+4915112345678")
            .attribute("phone_number_verified", "true")
            .attribute("custom:tier", "gold");
    for (String name :
        List.of(
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "zoneinfo",
            "locale",
            "address")) {
      user = user.attribute(name, "v-" + name);
    }
    return user;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"given_name", "address", "custom:tier", "phone_number", "email", "zoneinfo"})
  void findsTheRefusedOneWhereTheTextNamesNone(String attribute) {
    Refusing refusing = new Refusing("Attributes did not conform.", attribute);
    RestoreReport report = restored(poolWith(PoolModel.PLAIN, full()), refusing);

    isLessened(report, attribute);
    Map<String, String> attributes = user(report, "ada").attributes();
    assertThat(attributes).doesNotContainKey(attribute);
    int flags = attribute.equals("email") || attribute.equals("phone_number") ? 1 : 0;
    assertThat(attributes).hasSize(19 - 1 - flags);
    assertThat(refusing.creations).isLessThanOrEqualTo(10);
    assertThat(refusing.updates).isLessThanOrEqualTo(12);
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @Test
  void boundsItsTriesWhereMostIsRefused() {
    Refusing refusing =
        new Refusing(
            "No.",
            "given_name",
            "middle_name",
            "profile",
            "website",
            "zoneinfo",
            "address",
            "custom:tier",
            "name",
            "custom:tenant");
    RestoreReport report = restored(poolWith(PoolModel.PLAIN, full()), refusing);

    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(report.failures()).isEqualTo(1);
    assertThat(refusing.creations).isLessThanOrEqualTo(10);
    assertThat(refusing.updates).isLessThanOrEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid phone number format.",
        "1 validation error detected: Value 'name' at 'userAttributes.5.member.value' failed to"
            + " satisfy constraint: Member must have length less than or equal to 2048",
        "Invalid user attributes: user.phone_number: Number is out of service.\n",
        "Attribute phone_number is invalid"
      })
  void takesItFromTheTextWhereThatNamesIt(String text) {
    SeedUser user =
        SmallPool.user(PoolModel.PLAIN, "ada").attribute("phone_number", "+4915112345678");
    Refusing refusing = new Refusing(text, "phone_number");
    isLessened(restored(poolWith(PoolModel.PLAIN, user), refusing), "phone_number: ");
    assertThat(refusing.creations).isEqualTo(2);
    assertThat(refusing.updates).isZero();
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
