package io.github.cognitobackup.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

  @ParameterizedTest
  @CsvSource({
    "users.json,     USERS",
    "groups.json,    GROUPS",
    "user-pool.json, SETTINGS",
    "user_pool.json, SETTINGS",
    "userpool.json,  SETTINGS",
    ".DS_Store,      LITTER",
    "._users.json,   LITTER",
    "Users.json,     UNKNOWN",
    "users.json.bak, UNKNOWN",
  })
  void isToldByTheName(String name, Role role) {
    assertThat(Role.ofName(name)).isEqualTo(role);
  }
}
