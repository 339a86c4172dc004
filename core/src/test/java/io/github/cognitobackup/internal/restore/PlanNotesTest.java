package io.github.cognitobackup.internal.restore;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.Collisions;
import io.github.cognitobackup.internal.compare.ComparisonRules;
import io.github.cognitobackup.internal.compare.HandSnapshot;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanNotesTest {

  private final UserComparison users =
      new UserComparison(
          new UserModel(List.of(), true, false), new ComparisonRules(true, false), 0);

  @AfterEach
  void close() {
    users.close();
  }

  private List<String> notes(
      HandSnapshot archive,
      JsonNode target,
      List<Resource> pool,
      Map<String, String> unreadable,
      boolean newPool) {
    ArchivedPool archived = ArchivedPool.readWithSettings(archive, Rewriting.NONE);
    List<ResourceDelta> deltas =
        ResourceKinds.BEFORE_USERS.stream()
            .flatMap(kind -> ResourceDelta.of(List.of(kind), archived.resources(), pool).stream())
            .toList();
    try (Collisions collisions = Collisions.between(archived.settings(), target)) {
      archive.users().forEach(user -> collisions.archived(user.document()));
      return PlanNotes.forPlan(
          archive,
          archived,
          new PoolComparison(deltas, pool, unreadable, users),
          collisions,
          newPool,
          "the target");
    }
  }

  private List<String> notes(HandSnapshot archive, Resource... pool) {
    return notes(archive, json("{}"), List.of(pool), Map.of(), false);
  }

  private static HandSnapshot archive(String settings) {
    return HandSnapshot.own().resource("user-pool", "user-pool.json", settings);
  }

  private static Resource pool(String settings) {
    return new Resource("user-pool", "", json(settings));
  }

  @Test
  void thereAreNoneWhereAllIsWell() {
    assertThat(notes(archive("{}"), pool("{}"))).isEmpty();
  }

  @Test
  void tellWhatTheArchiveLacks() {
    assertThat(notes(archive("{}").gap("groups", "AccessDenied"), pool("{}")))
        .singleElement()
        .asString()
        .contains("groups", "AccessDenied");
  }

  @Test
  void tellOfADocumentUnderAnotherName() {
    HandSnapshot archive = archive("{}").resource("groups", "groups/b.json", "{'GroupName':'a'}");
    Resource group = new Resource("groups", "a", json("{'GroupName':'a'}"));

    assertThat(notes(archive, pool("{}"), group)).singleElement().asString().contains("b.json");
  }

  @Test
  void tellWhatCannotBeReadOfTheTarget() {
    assertThat(
            notes(archive("{}"), json("{}"), List.of(pool("{}")), Map.of("mfa", "denied"), false))
        .singleElement()
        .asString()
        .contains("mfa", "denied");
  }

  @Test
  void tellWhatCanNotBeMadeAsItWas() {
    assertThat(notes(archive("{'AliasAttributes':['email']}"), pool("{}")))
        .singleElement()
        .asString()
        .contains("user-pool", "AliasAttributes");
  }

  @Test
  void tellOfTriggersOfALivingPool() {
    Resource pool = pool("{'LambdaConfig':{'PreSignUp':'arn:aws:lambda:x'}}");

    assertThat(notes(archive("{}"), pool))
        .singleElement()
        .asString()
        .contains("PreSignUp", "arn:aws:lambda:x", "the target");
    assertThat(notes(archive("{}"), json("{}"), List.of(pool), Map.of(), true))
        .singleElement()
        .asString()
        .doesNotContain("PreSignUp");
  }

  @Test
  void tellOfTooManyCustomAttributes() {
    String wanted = attributes(0, 30);

    assertThat(notes(archive(wanted), pool(attributes(30, 50)))).isEmpty();
    assertThat(notes(archive(wanted), pool(attributes(30, 51))))
        .singleElement()
        .asString()
        .contains("51", "50");
  }

  @Test
  void tellOfUsersOfWhomOnlyOneHasRoom() {
    HandSnapshot archive =
        archive("{'UsernameConfiguration':{'CaseSensitive':true}}")
            .user("{'Username':'ada'}")
            .user("{'Username':'Ada'}");
    JsonNode folding = json("{'UsernameConfiguration':{'CaseSensitive':false}}");
    Resource pool = pool("{'UsernameConfiguration':{'CaseSensitive':true}}");

    assertThat(notes(archive, folding, List.of(pool), Map.of(), false))
        .singleElement()
        .asString()
        .startsWith("1 ")
        .contains("the target");
  }

  private static String attributes(int from, int to) {
    StringBuilder list = new StringBuilder();
    for (int i = from; i < to; i++) {
      list.append(i == from ? "" : ",").append("{'Name':'custom:a").append(i).append("'}");
    }
    return "{'SchemaAttributes':[" + list + "]}";
  }
}
