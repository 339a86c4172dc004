package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any array of users comes out as it went in; no damage is worse than a refusal. */
class ForeignBackupPropertiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POOL = "eu-west-1_AbCdEfGhI";

  /** A user before he is written in one of the forms of the tools. */
  record Person(String name, String value, Boolean enabled, Set<String> groups, int form) {

    ObjectNode json() {
      ObjectNode user =
          JSON.createObjectNode().put("Username", name).put("UserStatus", "CONFIRMED");
      ArrayNode attributes = user.putArray(form % 2 == 0 ? "Attributes" : "UserAttributes");
      attributes.addObject().put("Name", "email").put("Value", value);
      if (form % 3 == 0) {
        user.putNull("MFAOptions");
        attributes.addObject().put("Name", "nickname").putNull("Value");
      }
      if (enabled != null) {
        user.put("Enabled", enabled);
      }
      if (form % 5 != 0 || !groups.isEmpty()) {
        groups.forEach(user.putArray("Groups")::add);
      }
      return user;
    }

    ObjectNode expected() {
      ObjectNode user =
          JSON.createObjectNode().put("Username", name).put("UserStatus", "CONFIRMED");
      user.putArray("Attributes").addObject().put("Name", "email").put("Value", value);
      if (enabled != null) {
        user.put("Enabled", enabled);
      }
      return user;
    }
  }

  @Provide
  Arbitrary<List<Person>> people() {
    Arbitrary<String> texts = Arbitraries.strings().excludeChars('\ud800').ofMaxLength(20);
    Arbitrary<String> sound =
        texts.filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
    return Combinators.combine(
            sound.filter(text -> !text.isEmpty()),
            sound,
            Arbitraries.of(true, false).injectNull(0.2),
            Arbitraries.of("a", "b", "gruppe", "読者").set().ofMaxSize(3),
            Arbitraries.integers().between(0, 29))
        .as(Person::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 100)
  void whatGoesInComesOut(@ForAll("people") List<Person> people, @ForAll boolean inATar) {
    ForeignBackupReader reader = ForeignBackups.open(bytes(people, inATar), POOL + "/x");

    assertThat(ForeignBackups.users(reader))
        .<Object>extracting(ArchivedUser::document)
        .containsExactlyElementsOf(people.stream().map(Person::expected).toList());
    List<Membership> memberships = new ArrayList<>();
    people.forEach(
        person -> person.groups().forEach(g -> memberships.add(new Membership(g, person.name()))));
    assertThat(ForeignBackups.memberships(reader)).containsExactlyInAnyOrderElementsOf(memberships);
    Set<String> groups = new TreeSet<>();
    memberships.forEach(membership -> groups.add(membership.group()));
    assertThat(
            ForeignBackups.resources(reader).stream()
                .map(r -> r.document().path("GroupName").asText()))
        .containsExactlyElementsOf(groups);
    assertThat(reader.manifest().counts().users()).isEqualTo(people.size());
    assertThat(reader.manifest().counts().memberships()).isEqualTo(memberships.size());
  }

  @Property(tries = 300)
  void aDamagedByteIsRefusedOrReadTheSameInEachPass(
      @ForAll("people") List<Person> people,
      @ForAll boolean inATar,
      @ForAll("places") double place,
      @ForAll byte change) {
    byte[] bytes = bytes(people, inATar);
    bytes[(int) (place * (bytes.length - 1))] ^= change;
    ForeignBackupReader reader;
    try {
      reader = ForeignBackups.open(bytes, POOL + "/x");
    } catch (ArchiveCorruptException | UnsupportedArchiveException e) {
      assertThat(e.getMessage().chars().allMatch(c -> c >= ' ' && c < 0x7f)).isTrue();
      return;
    }
    assertThat(ForeignBackups.users(reader)).hasSize((int) reader.manifest().counts().users());
    assertThat(ForeignBackups.memberships(reader))
        .hasSize((int) reader.manifest().counts().memberships());
  }

  @Provide
  Arbitrary<Double> places() {
    return Arbitraries.doubles().between(0, 1);
  }

  private static byte[] bytes(List<Person> people, boolean inATar) {
    ArrayNode array = JSON.createArrayNode();
    people.forEach(person -> array.add(person.json()));
    String text = array.toPrettyString();
    return inATar ? ForeignBackups.tar(POOL + "/users.json", text) : text.getBytes(UTF_8);
  }
}
