package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserComparisonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ComparisonRules ALL = new ComparisonRules(true, false);
  private static final UserModel PLAIN = new UserModel(List.of(), true, false);
  private static final UserModel EMAIL = new UserModel(List.of("email"), false, false);
  private static final UserModel SAME_EMAIL = new UserModel(List.of("email"), false, true);

  private static ObjectNode user(String name, String... attributes) {
    ObjectNode user = JSON.createObjectNode().put("Username", name).put("UserStatus", "CONFIRMED");
    user.put("Enabled", true);
    var list = user.putArray("Attributes");
    list.addObject()
        .put("Name", "sub")
        .put(
            "Value",
            UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString());
    for (int i = 0; i < attributes.length; i += 2) {
      list.addObject().put("Name", attributes[i]).put("Value", attributes[i + 1]);
    }
    return user;
  }

  /** Compares one user of an archive with one of a pool. */
  private static void compare(
      UserModel model, ObjectNode wanted, ObjectNode actual, Consumer<UserComparison> check) {
    try (UserComparison comparison = new UserComparison(model, ALL, 1)) {
      comparison.archive().user(wanted, 1);
      comparison.pool().user(actual, 0);
      comparison.join();
      check.accept(comparison);
    }
  }

  private static Verdict verdict(UserModel model, ObjectNode wanted, ObjectNode actual) {
    Verdict[] verdict = new Verdict[1];
    compare(model, wanted, actual, c -> verdict[0] = c.lines().load(0).verdict(1));
    return verdict[0];
  }

  private static Set<Part> differences(ObjectNode wanted, ObjectNode actual) {
    List<Part> found = new ArrayList<>();
    compare(PLAIN, wanted, actual, c -> found.addAll(c.lines().load(0).differences(1)));
    return Set.copyOf(found);
  }

  @Test
  void takesAUserForTheSameByHisName() {
    assertThat(verdict(PLAIN, user("a", "name", "A"), user("a", "name", "A")))
        .isEqualTo(Verdict.SAME);
    assertThat(verdict(PLAIN, user("a"), user("A"))).isEqualTo(Verdict.MISSING);
    assertThat(verdict(new UserModel(List.of(), false, false), user("a"), user("A")))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void takesAUserForTheSameByHisAddress() {
    assertThat(verdict(EMAIL, user("uuid-1", "email", "A@x.y"), user("uuid-2", "email", "a@x.y")))
        .isEqualTo(Verdict.SAME);
    assertThat(verdict(EMAIL, user("uuid-1", "email", "a@x.y"), user("uuid-1", "email", "b@x.y")))
        .isEqualTo(Verdict.MISSING);
  }

  @Test
  void followsAUserOfOnePoolWhoChangedHisAddress() {
    assertThat(
            verdict(SAME_EMAIL, user("uuid-1", "email", "a@x.y"), user("uuid-1", "email", "b@x.y")))
        .isEqualTo(Verdict.DIFFERENT);
    assertThat(
            verdict(SAME_EMAIL, user("uuid-1", "email", "a@x.y"), user("uuid-2", "email", "a@x.y")))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void knowsNobodyWithoutAnAddressWhereItIsTheName() {
    assertThat(verdict(EMAIL, user("uuid-1"), user("uuid-1"))).isEqualTo(Verdict.MISSING);
  }

  @Test
  void tellsWhatDiffers() {
    assertThat(differences(user("a", "name", "A"), user("a", "name", "B")))
        .containsExactly(Part.ATTRIBUTES);
    assertThat(differences(user("a"), user("a").put("Enabled", false)))
        .containsExactly(Part.ENABLED);
    assertThat(differences(user("a"), user("a").put("UserStatus", "FORCE_CHANGE_PASSWORD")))
        .containsExactly(Part.STATUS);
    assertThat(
            differences(
                user("a", "identities", "[{\"userId\":\"1\",\"providerName\":\"G\"}]"), user("a")))
        .containsExactly(Part.LINKS);
  }

  @Test
  void findsNoDifferenceInWhatNobodyCanGiveBack() {
    ObjectNode wanted = user("a", "email", "a@x.y").put("UserStatus", "RESET_REQUIRED");
    ObjectNode actual = user("a", "email", "a@x.y", "email_verified", "false", "cognito:x", "y");
    actual.put("UserCreateDate", "2020-01-01T00:00:00Z");
    anew(actual);
    assertThat(verdict(PLAIN, wanted, actual)).isEqualTo(Verdict.SAME);
  }

  @ParameterizedTest
  @CsvSource({
    "RESET_REQUIRED, CONFIRMED, true",
    "ARCHIVED, CONFIRMED, true",
    "COMPROMISED, CONFIRMED, true",
    "UNKNOWN, CONFIRMED, true",
    "SOMETHING_NEW, CONFIRMED, true",
    "UNCONFIRMED, FORCE_CHANGE_PASSWORD, true",
    "UNCONFIRMED, CONFIRMED, false",
    "CONFIRMED, RESET_REQUIRED, false",
    "CONFIRMED, COMPROMISED, false",
    "CONFIRMED, FORCE_CHANGE_PASSWORD, false",
    "COMPROMISED, RESET_REQUIRED, false"
  })
  void takesAStatusForEqualWhereNoOtherCanBeGivenBack(
      String archive, String pool, boolean lossOfCreation) {
    ObjectNode wanted = user("a").put("UserStatus", archive);
    ObjectNode actual = user("a").put("UserStatus", pool);
    assertThat(differences(wanted, actual)).containsExactly(Part.STATUS);
    anew(actual);
    assertThat(differences(wanted, actual).isEmpty()).isEqualTo(lossOfCreation);
  }

  /** Makes of a user one who was created again, with another sub. */
  private static void anew(ObjectNode user) {
    ((ObjectNode) user.get("Attributes").get(0)).put("Value", UUID.randomUUID().toString());
  }

  @Test
  void bearsAnIdentityThatIsNotJson() {
    assertThat(verdict(PLAIN, user("a", "identities", "no json"), user("a")))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void doesNotMixAttributesUp() {
    assertThat(
            differences(
                user("a", "name", "xy", "nickname", "z"), user("a", "name", "x", "nickname", "yz")))
        .containsExactly(Part.ATTRIBUTES);
  }

  @Test
  void countsRepeatedLinesAndMembershipsOfNobody() {
    try (UserComparison comparison = new UserComparison(PLAIN, ALL, 3)) {
      comparison.archive().user(user("a"), 1);
      comparison.archive().user(user("a"), 2);
      comparison.archive().user(user("b"), 3);
      comparison.archive().membership("g", "a");
      comparison.archive().membership("g", "a");
      comparison.archive().membership("g", "nobody");
      comparison.pool().user(user("a"), 0);
      comparison.pool().user(user("a"), 0);
      comparison.pool().membership("g", "a");
      comparison.join();

      LineTable.Range lines = comparison.lines().load(0);
      assertThat(List.of(lines.verdict(1), lines.verdict(2), lines.verdict(3)))
          .containsExactly(Verdict.SAME, Verdict.REPEATED, Verdict.MISSING);
      assertThat(comparison.archive().membershipsOfNobody()).isEqualTo(1);
      assertThat(comparison.onlyInPool()).isZero();
    }
  }

  /** Against a plain model in memory, in other orders on both sides. */
  @Property(tries = 20)
  void agreesWithAComparisonInMemory(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int size) {
    join(new Random(seed), size);
  }

  /** Enough of them that neither side stays in memory. */
  @Test
  void agreesAlsoWhenItOutgrowsTheHeap() {
    join(new Random(7), 45_000);
  }

  private static void join(Random random, int size) {
    List<ObjectNode> wanted = new ArrayList<>();
    List<ObjectNode> actual = new ArrayList<>();
    List<String[]> wantedGroups = new ArrayList<>();
    List<String[]> actualGroups = new ArrayList<>();
    List<Verdict> expected = new ArrayList<>();
    int onlyInPool = 0;
    for (int i = 0; i < size; i++) {
      String name = "user-" + i;
      String group = "group-" + i % 5;
      wanted.add(user(name, "name", "n" + i));
      wantedGroups.add(new String[] {group, name});
      switch (random.nextInt(5)) {
        case 0 -> expected.add(Verdict.MISSING);
        case 1 -> {
          expected.add(Verdict.DIFFERENT);
          actual.add(user(name, "name", "other"));
          actualGroups.add(new String[] {group, name});
        }
        case 2 -> {
          expected.add(Verdict.DIFFERENT);
          actual.add(user(name, "name", "n" + i));
        }
        case 3 -> {
          expected.add(Verdict.SAME);
          actual.add(user(name, "name", "n" + i));
          actual.add(user(name, "name", "n" + i));
          actualGroups.add(new String[] {group, name});
        }
        default -> {
          expected.add(Verdict.MISSING);
          actual.add(user("stranger-" + i));
          onlyInPool++;
        }
      }
    }
    Collections.shuffle(actual, random);
    Collections.shuffle(wantedGroups, random);
    Collections.shuffle(actualGroups, random);
    try (UserComparison comparison = new UserComparison(PLAIN, ALL, size)) {
      for (int i = 0; i < size; i++) {
        comparison.archive().user(wanted.get(i), i + 1);
      }
      wantedGroups.forEach(each -> comparison.archive().membership(each[0], each[1]));
      actual.forEach(each -> comparison.pool().user(each, 0));
      actualGroups.forEach(each -> comparison.pool().membership(each[0], each[1]));
      comparison.join();

      List<Verdict> found = new ArrayList<>();
      for (int range = 0; range < comparison.lines().ranges(); range++) {
        LineTable.Range lines = comparison.lines().load(range);
        for (int i = 0; i < lines.length(); i++) {
          found.add(lines.verdict(lines.first() + i));
        }
      }
      assertThat(found).isEqualTo(expected);
      assertThat(comparison.onlyInPool()).isEqualTo(onlyInPool);
      for (Verdict verdict : Verdict.values()) {
        assertThat(comparison.count(verdict))
            .isEqualTo(expected.stream().filter(verdict::equals).count());
      }
    }
  }
}
