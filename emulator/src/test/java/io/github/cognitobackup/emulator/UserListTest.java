package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class UserListTest extends EmulatorTestBase {

  @Test
  void listsEveryGeneratedUserOnce() {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 1000, 7);

    List<UserType> users = listAll(poolId);

    assertThat(users).hasSize(1000);
    assertThat(users).extracting(UserType::username).doesNotHaveDuplicates();
    assertThat(users)
        .extracting(UserType::userStatusAsString)
        .contains(
            "CONFIRMED",
            "UNCONFIRMED",
            "FORCE_CHANGE_PASSWORD",
            "RESET_REQUIRED",
            "EXTERNAL_PROVIDER");
    assertThat(emulator.calls("ListUsers")).isEqualTo(17);
  }

  @Test
  void listsInAnOrderThatIsStableAndNotThatOfNames() {
    String poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
    for (int i = 10; i < 40; i++) {
      create(poolId, "user" + i);
    }

    List<String> first = listAll(poolId).stream().map(UserType::username).toList();

    assertThat(first).isNotEqualTo(first.stream().sorted().toList());
    assertThat(listAll(poolId)).extracting(UserType::username).isEqualTo(first);
  }

  @Test
  void partitionsBySubPrefix() {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 500, 7);
    Set<String> all = new HashSet<>();
    int sum = 0;

    for (char digit : "0123456789abcdef".toCharArray()) {
      List<UserType> part = filtered(poolId, "sub ^= \"" + digit + "\"");
      sum += part.size();
      part.forEach(user -> all.add(sub(user)));
      assertThat(part).allSatisfy(user -> assertThat(sub(user)).startsWith("" + digit));
    }

    assertThat(sum).isEqualTo(500);
    assertThat(all).hasSize(500);
  }

  @Test
  void changesItsMannerOfSubPrefixesOnDemand() {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 500, 7);
    String filter = "sub ^= \"4\"";
    int whole = filtered(poolId, filter).size();

    emulator.cognito().subPrefixFilter(SubPrefixFilter.INCOMPLETE);
    assertThat(filtered(poolId, filter).size()).isBetween(1, whole - 1);
    emulator.cognito().subPrefixFilter(SubPrefixFilter.IGNORED);
    assertThat(filtered(poolId, filter).size()).isEqualTo(500);
    emulator.cognito().subPrefixFilter(SubPrefixFilter.UNSUPPORTED);
    assertThat(errorOf(() -> filtered(poolId, filter)))
        .isEqualTo("InvalidParameterException: Error while parsing filter");
  }

  @Test
  void filtersByTheDocumentedAttributes() {
    String poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
    emulator.cognito().putUser(poolId, SeedUser.named("a\"b").attribute("email", "x@y.example"));
    emulator.cognito().putUser(poolId, SeedUser.named("c").status("UNCONFIRMED").disabled());

    assertThat(filtered(poolId, "username = \"a\\\"b\"")).hasSize(1);
    assertThat(filtered(poolId, "email ^= \"x@\"")).hasSize(1);
    assertThat(filtered(poolId, "cognito:user_status = \"unconfirmed\"")).hasSize(1);
    assertThat(filtered(poolId, "status = \"Disabled\"")).hasSize(1);
    assertThat(filtered(poolId, "status = \"disabled\"")).isEmpty();
    assertThat(filtered(poolId, "")).hasSize(2);
    assertThat(errorOf(() -> filtered(poolId, "custom:tier = \"x\"")))
        .isEqualTo("InvalidParameterException: Invalid search attribute: custom:tier");
    assertThat(errorOf(() -> filtered(poolId, "email = x")))
        .isEqualTo("InvalidParameterException: Error while parsing filter");
  }

  @Test
  void givesShortAndEmptyPagesOnDemand() {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 100, 7);
    emulator.cognito().pageSizes(7, 0, 20);

    List<Integer> sizes = new ArrayList<>();
    ListUsersResponse page = cognito.listUsers(r -> r.userPoolId(poolId));
    sizes.add(page.users().size());
    while (page.paginationToken() != null) {
      String token = page.paginationToken();
      page = cognito.listUsers(r -> r.userPoolId(poolId).paginationToken(token));
      sizes.add(page.users().size());
    }

    assertThat(sizes).startsWith(7, 0, 20, 7, 0, 20);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
  }

  @Test
  void refusesTokensThatAreOldOrOfAnotherRequest() {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 100, 7);
    String token = cognito.listUsers(r -> r.userPoolId(poolId)).paginationToken();

    assertThat(
            errorOf(
                () ->
                    cognito.listUsers(
                        r -> r.userPoolId(poolId).filter("sub ^= \"a\"").paginationToken(token))))
        .startsWith("InvalidParameterException: Paging marker ");
    clock.advance(Duration.ofMinutes(59));
    assertThat(cognito.listUsers(r -> r.userPoolId(poolId).paginationToken(token)).users())
        .hasSize(40);
    clock.advance(Duration.ofMinutes(2));
    assertThat(errorOf(() -> cognito.listUsers(r -> r.userPoolId(poolId).paginationToken(token))))
        .startsWith("InvalidParameterException: Paging marker ");
  }

  @Test
  void hidesNewUsersFromListsForTheLag() {
    String poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
    emulator.cognito().listLag(Duration.ofSeconds(2));
    create(poolId, "new");

    assertThat(listAll(poolId)).isEmpty();
    assertThat(cognito.adminGetUser(r -> r.userPoolId(poolId).username("new")).username())
        .isEqualTo("new");
    clock.advance(Duration.ofSeconds(2));
    assertThat(listAll(poolId)).hasSize(1);
  }

  @Test
  void refusesALimitAboveSixty() {
    String poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);

    assertThat(errorOf(() -> cognito.listUsers(r -> r.userPoolId(poolId).limit(61))))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value '61' at 'limit' failed"
                + " to satisfy constraint: Member must have value less than or equal to 60");
  }

  private List<UserType> filtered(String poolId, String filter) {
    return cognito.listUsersPaginator(r -> r.userPoolId(poolId).filter(filter)).users().stream()
        .toList();
  }

  private static String sub(UserType user) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
