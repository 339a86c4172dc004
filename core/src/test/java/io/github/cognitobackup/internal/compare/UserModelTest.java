package io.github.cognitobackup.internal.compare;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserModelTest {

  private static final UserModel BY_NAME = new UserModel(List.of(), true, false);
  private static final UserModel FOLDING = new UserModel(List.of(), false, false);
  private static final UserModel BY_ADDRESS =
      new UserModel(List.of("email", "phone_number"), false, false);

  private static ObjectNode user(String name, String... attributes) {
    ObjectNode user = json("{'Attributes':[]}").put("Username", name);
    for (int i = 0; i < attributes.length; i += 2) {
      user.withArray("/Attributes")
          .addObject()
          .put("Name", attributes[i])
          .put("Value", attributes[i + 1]);
    }
    return user;
  }

  @Test
  void isReadFromThePool() {
    assertThat(UserModel.of(json("{}"), false)).isEqualTo(BY_NAME);
    assertThat(
            UserModel.of(
                json(
                    "{'UsernameAttributes':['phone_number','email'],"
                        + "'UsernameConfiguration':{'CaseSensitive':false}}"),
                false))
        .isEqualTo(BY_ADDRESS);
  }

  @Test
  void aUserIsCreatedUnderTheChosenNameOrTheAddress() {
    assertThat(BY_NAME.creationName(user("ada", "email", "a@b.c"))).contains("ada");
    assertThat(BY_ADDRESS.creationName(user("uuid", "phone_number", "+49", "email", "a@b.c")))
        .contains("a@b.c");
    assertThat(BY_ADDRESS.creationName(user("uuid", "phone_number", "+49", "email", "")))
        .contains("+49");
    assertThat(BY_ADDRESS.creationName(user("uuid"))).isEmpty();
  }

  @Test
  void namesAreTheSameByCaseWhereThePoolTellsItApart() {
    assertThat(BY_NAME.sameWithAttributes(user("ada"), user("Ada"))).isFalse();
    assertThat(FOLDING.sameWithAttributes(user("ada"), user("Ada"))).isTrue();
    assertThat(BY_ADDRESS.sameWithAttributes(user("uuid-1"), user("uuid-2"))).isTrue();
  }

  @Test
  void attributesAreComparedInWhatCanBeGivenBack() {
    assertThat(
            BY_NAME.comparableAttributes(
                user(
                    "ada",
                    "sub",
                    "1",
                    "cognito:x",
                    "y",
                    "email",
                    "A@b.c",
                    "email_verified",
                    "false",
                    "phone_number_verified",
                    "true",
                    "name",
                    "")))
        .containsExactly(
            java.util.Map.entry("email", "A@b.c"),
            java.util.Map.entry("phone_number_verified", "true"));
  }

  @Test
  void addressesAreComparedWithoutCaseWhereThePoolDoesSo() {
    ObjectNode user = user("ada", "email", "A@b.c", "preferred_username", "Ada", "name", "Ada");

    assertThat(FOLDING.comparableAttributes(user).values()).containsExactly("a@b.c", "Ada", "ada");
    assertThat(BY_NAME.comparableAttributes(user).values()).containsExactly("A@b.c", "Ada", "Ada");
  }
}
