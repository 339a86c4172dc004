package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class GroupTest extends EmulatorTestBase {

  private String poolId;

  @BeforeEach
  void createPool() {
    poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
  }

  @Test
  void tellsNoPrecedenceFromZero() {
    cognito.createGroup(r -> r.userPoolId(poolId).groupName("zero").precedence(0));
    cognito.createGroup(r -> r.userPoolId(poolId).groupName("none"));

    assertThat(cognito.getGroup(r -> r.userPoolId(poolId).groupName("zero")).group().precedence())
        .isZero();
    assertThat(cognito.getGroup(r -> r.userPoolId(poolId).groupName("none")).group().precedence())
        .isNull();
  }

  @Test
  void refusesASecondGroupOfTheName() {
    cognito.createGroup(r -> r.userPoolId(poolId).groupName("g"));

    assertThat(errorOf(() -> cognito.createGroup(r -> r.userPoolId(poolId).groupName("g"))))
        .startsWith("GroupExistsException");
    assertThat(errorOf(() -> cognito.createGroup(r -> r.userPoolId(poolId).groupName("a b"))))
        .startsWith("InvalidParameterException");
    assertThat(errorOf(() -> cognito.getGroup(r -> r.userPoolId(poolId).groupName("x"))))
        .startsWith("ResourceNotFoundException");
  }

  @Test
  void listsMembersAndGroupsOfAUserInPages() {
    for (int i = 0; i < 3; i++) {
      String name = "g" + i;
      cognito.createGroup(r -> r.userPoolId(poolId).groupName(name));
    }
    for (int i = 0; i < 130; i++) {
      String name = "u" + i;
      create(poolId, name);
      add(name, "g0");
    }
    add("u7", "g1");
    add("u7", "g2");
    add("u7", "g2");

    assertThat(cognito.listUsersInGroupPaginator(r -> r.userPoolId(poolId).groupName("g0")).users())
        .extracting(UserType::username)
        .hasSize(130)
        .doesNotHaveDuplicates();
    assertThat(
            cognito
                .adminListGroupsForUserPaginator(r -> r.userPoolId(poolId).username("u7").limit(2))
                .groups())
        .extracting(GroupType::groupName)
        .containsExactly("g0", "g1", "g2");
  }

  @Test
  void forgetsMembersWithTheirGroupAndUsersWithTheirMembership() {
    cognito.createGroup(r -> r.userPoolId(poolId).groupName("g"));
    cognito.createGroup(r -> r.userPoolId(poolId).groupName("h"));
    create(poolId, "u");
    create(poolId, "v");
    add("u", "g");
    add("v", "h");

    cognito.deleteGroup(r -> r.userPoolId(poolId).groupName("g"));
    cognito.adminDeleteUser(r -> r.userPoolId(poolId).username("v"));

    assertThat(emulator.cognito().findUser(poolId, "u").orElseThrow().groups()).isEmpty();
    assertThat(cognito.listUsersInGroup(r -> r.userPoolId(poolId).groupName("h")).users())
        .isEmpty();
  }

  @Test
  void holdsAUserToAHundredGroups() {
    create(poolId, "u");
    for (int i = 0; i < 101; i++) {
      String name = "g" + i;
      cognito.createGroup(r -> r.userPoolId(poolId).groupName(name));
      if (i < 100) {
        add("u", name);
      }
    }

    assertThat(errorOf(() -> add("u", "g100"))).startsWith("LimitExceededException");
  }

  private void add(String user, String group) {
    cognito.adminAddUserToGroup(r -> r.userPoolId(poolId).username(user).groupName(group));
  }
}
