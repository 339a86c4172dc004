package io.github.cognitobackup.internal.compare;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.Groups;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolComparisonTest {

  private final UserComparison users =
      new UserComparison(
          new UserModel(List.of(), true, false), new ComparisonRules(true, false), 0);

  @AfterEach
  void close() {
    users.close();
  }

  private static Resource client(String id, String name, int days) {
    return new Resource(
        Clients.TYPE,
        id,
        json(
            "{'ClientId':'"
                + id
                + "','ClientName':'"
                + name
                + "','RefreshTokenValidity':"
                + days
                + "}"));
  }

  private static Resource group(String name) {
    return new Resource(Groups.TYPE, name, json("{'GroupName':'" + name + "'}"));
  }

  private PoolComparison compared(List<Resource> archive, List<Resource> pool) {
    List<ResourceDelta> deltas = new ArrayList<>();
    for (String type : List.of(Clients.TYPE, Groups.TYPE)) {
      deltas.addAll(
          ResourceDelta.of(List.of(ResourceKinds.ofType(type).orElseThrow()), archive, pool));
    }
    return new PoolComparison(deltas, pool, Map.of(), users);
  }

  @Test
  void tellsWhatIsToBeCreatedAndWhatIsToBeUpdatedOrKept() {
    PoolComparison compared =
        compared(
            List.of(client("1", "web", 30), group("same"), group("new")),
            List.of(client("1", "web", 5), group("same"), group("other")));

    assertThat(compared.changes(true))
        .extracting(ResourceChange::name, ResourceChange::action)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("web", Action.UPDATE),
            org.assertj.core.groups.Tuple.tuple("new", Action.CREATE));
    assertThat(compared.changes(false))
        .extracting(ResourceChange::action)
        .containsExactly(Action.KEEP, Action.CREATE);
  }

  @Test
  void namesTheMembersThatDiffer() {
    PoolComparison compared =
        compared(List.of(client("1", "web", 30)), List.of(client("1", "web", 5)));

    assertThat(compared.changes(true).get(0).members())
        .extracting(ResourceChange.MemberChange::path)
        .containsExactly("RefreshTokenValidity");
  }

  @Test
  void mapsTheClientsWhoseIdsDiffer() {
    PoolComparison compared =
        compared(
            List.of(client("1", "web", 30), client("2", "app", 30), client("3", "gone", 30)),
            List.of(client("9", "web", 30), client("2", "app", 30)));

    assertThat(compared.clientIds()).isEqualTo(Map.of("1", "9"));
  }
}
