package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class RestoreTagTest {

  private static ObjectNode pool(int tags) {
    ObjectNode pool = JsonDifferenceTest.object("{\"Name\":\"customers\",\"UserPoolTags\":{}}");
    for (int i = 0; i < tags; i++) {
      pool.withObject("/UserPoolTags").put("team-" + (10 + i), "x");
    }
    return pool;
  }

  @Test
  void isOnThePoolOfItsRestoreAlone() {
    ObjectNode pool = pool(1);
    pool.withObject("/UserPoolTags").put(RestoreTag.KEY, "0123");

    assertThat(RestoreTag.isOn(pool, "0123")).isTrue();
    assertThat(RestoreTag.isOn(pool, "4567")).isFalse();
    assertThat(RestoreTag.isOn(pool(1), "0123")).isFalse();
    assertThat(RestoreTag.isOn(JsonDifferenceTest.object("{}"), "0123")).isFalse();
  }

  @Test
  void needsNoRoomWhereThereIsSome() {
    assertThat(RestoreTag.withRoom(pool(49))).isEqualTo(pool(49));
  }

  @Test
  void takesTheRoomOfTheLastOfFifty() {
    ObjectNode full = pool(50);

    assertThat(RestoreTag.withRoom(full)).isEqualTo(pool(49));
    assertThat(full).isEqualTo(pool(50));
  }

  @Test
  void countsNoTagThatNoRestoreSets() {
    ObjectNode pool = pool(49);
    pool.withObject("/UserPoolTags").put("aws:stack", "x").put(RestoreTag.KEY, "0123");

    assertThat(RestoreTag.withRoom(pool)).isEqualTo(pool);
  }
}
