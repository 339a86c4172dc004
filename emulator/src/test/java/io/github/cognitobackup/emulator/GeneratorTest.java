package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class GeneratorTest extends EmulatorTestBase {

  @ParameterizedTest
  @EnumSource
  void makesTheSameUsersOfTheSameSeed(PoolModel model) {
    String first = emulator.cognito().generatePool("a", model, 300, 11);
    String second = emulator.cognito().generatePool("b", model, 300, 11);
    String third = emulator.cognito().generatePool("c", model, 300, 12);

    assertThat(snapshot(first).equals(snapshot(second))).isTrue();
    assertThat(snapshot(first).equals(snapshot(third))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void makesUsersThatObeyTheirPool(PoolModel model) {
    String poolId = emulator.cognito().generatePool("a", model, 600, 3);

    for (UserType user : listAll(poolId)) {
      boolean federated = user.userStatusAsString().equals("EXTERNAL_PROVIDER");
      Map<String, String> attributes = attributes(user);
      if (model == PoolModel.EMAIL && !federated) {
        assertThat(user.username()).isEqualTo(attributes.get("sub"));
      }
      assertThat(attributes.getOrDefault("birthdate", "")).hasSize(10);
      assertThat(attributes.values()).allMatch(value -> value.length() <= 2048);
      assertThat(federated).isEqualTo(user.username().startsWith("Google_"));
    }
  }

  @Test
  void makesWhatProgramsStumbleOver() {
    String poolId = emulator.cognito().generatePool("a", PoolModel.PLAIN, 3000, 5);
    List<UserType> users = listAll(poolId);
    List<String> values =
        users.stream().flatMap(user -> attributes(user).values().stream()).toList();

    assertThat(values.stream().anyMatch(value -> value.length() == 2048)).isTrue();
    assertThat(values.stream().anyMatch(value -> value.contains("\n"))).isTrue();
    assertThat(values.stream().anyMatch(value -> value.contains("\""))).isTrue();
    assertThat(values.stream().anyMatch(value -> value.contains("😀"))).isTrue();
    assertThat(values.stream().anyMatch(value -> value.contains("田中"))).isTrue();
    assertThat(users.stream().filter(user -> !user.enabled()).count()).isBetween(60L, 200L);
    assertThat(
            users.stream()
                .filter(user -> !user.userStatusAsString().equals("EXTERNAL_PROVIDER"))
                .filter(user -> attributes(user).containsKey("identities"))
                .count())
        .isBetween(20L, 120L);
    long members =
        cognito
            .listUsersInGroupPaginator(r -> r.userPoolId(poolId).groupName("読者"))
            .users()
            .stream()
            .count();
    assertThat(members).isBetween(100L, 400L);
  }

  private Map<String, Map<String, String>> snapshot(String poolId) {
    Map<String, Map<String, String>> result = new TreeMap<>();
    for (UserType user : listAll(poolId)) {
      Map<String, String> all = attributes(user);
      all.put("status", user.userStatusAsString() + user.enabled() + user.userCreateDate());
      result.put(user.username(), all);
    }
    return result;
  }

  private static Map<String, String> attributes(UserType user) {
    return user.attributes().stream()
        .collect(
            Collectors.toMap(AttributeType::name, AttributeType::value, (a, b) -> a, TreeMap::new));
  }
}
