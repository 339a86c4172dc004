package io.github.cognitobackup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Users who have the name or the sub of an earlier one. */
class RepetitionsTest {

  private static ObjectNode user(String username, String sub) {
    ObjectNode user = new ObjectMapper().createObjectNode().put("Username", username);
    user.putArray("Attributes").addObject().put("Name", "sub").put("Value", sub);
    return user;
  }

  @Test
  void countsEachButTheFirst() {
    try (Repetitions repetitions = new Repetitions()) {
      repetitions.add(user("ada", "1"));
      repetitions.add(user("bob", "2"));
      repetitions.add(user("ada", "3"));
      repetitions.add(user("ada", "1"));

      assertThat(repetitions.ofUsernames()).isEqualTo(2);
      assertThat(repetitions.ofSubs()).isOne();
    }
  }

  @Test
  void usersWithoutASubRepeatNone() {
    try (Repetitions repetitions = new Repetitions()) {
      repetitions.add(user("ada", ""));
      repetitions.add(user("bob", ""));
      repetitions.add(new ObjectMapper().createObjectNode().put("Username", "eve"));

      assertThat(repetitions.ofUsernames()).isZero();
      assertThat(repetitions.ofSubs()).isZero();
    }
  }
}
