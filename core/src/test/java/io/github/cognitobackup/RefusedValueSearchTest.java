package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.restore.RestoreReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/** Which value Cognito refuses is found from its answer, or else by few tries. */
class RefusedValueSearchTest extends RefusedValueScene {

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
}
