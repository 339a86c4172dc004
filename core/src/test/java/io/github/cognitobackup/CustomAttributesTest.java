package io.github.cognitobackup;

import static io.github.cognitobackup.HandMade.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** Custom attributes whose names look like a standard one's, a prefix, or each other. */
class CustomAttributesTest {

  /** As they are given; Cognito sets {@code custom:} before each of them. */
  private static final List<String> BARE =
      List.of(
          "sub",
          "email",
          "name",
          "identities",
          "x",
          "custom:x",
          "custom:custom:x",
          "dev:y",
          "custom:",
          "属".repeat(20));

  /** Likewise, with {@code dev:custom:} before them. */
  private static final List<String> DEVELOPER_ONLY = List.of("x", "custom:x", "dev:custom:y");

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static SchemaAttributeType text(String bare, boolean developerOnly) {
    return SchemaAttributeType.builder()
        .name(bare)
        .attributeDataType(AttributeDataType.STRING)
        .developerOnlyAttribute(developerOnly)
        .mutable(true)
        .build();
  }

  private static List<String> fullNames() {
    return java.util.stream.Stream.concat(
            BARE.stream().map(bare -> "custom:" + bare),
            DEVELOPER_ONLY.stream().map(bare -> "dev:custom:" + bare))
        .toList();
  }

  private String pool() {
    String pool =
        bed.client
            .createUserPool(
                r ->
                    r.poolName("customers")
                        .schema(
                            s ->
                                s.name("email")
                                    .attributeDataType(AttributeDataType.STRING)
                                    .required(true)))
            .userPool()
            .id();
    for (String bare : BARE) {
      bed.client.addCustomAttributes(r -> r.userPoolId(pool).customAttributes(text(bare, false)));
    }
    for (String bare : DEVELOPER_ONLY) {
      bed.client.addCustomAttributes(r -> r.userPoolId(pool).customAttributes(text(bare, true)));
    }
    SeedUser user =
        SeedUser.named("ada").attribute("email", "ada@example.com").password("Former-passw0rd");
    for (String name : fullNames()) {
      user = user.attribute(name, "value of " + name);
    }
    bed.emulator.cognito().putUser(pool, user);
    bed.client.createUserPoolClient(
        r ->
            r.userPoolId(pool)
                .clientName("web")
                .readAttributes(fullNames())
                .writeAttributes(
                    java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("email"), fullNames().stream())
                        .toList()));
    Map<String, String> mapping = new TreeMap<>();
    fullNames().forEach(name -> mapping.put(name, "claim"));
    bed.client.createIdentityProvider(
        r ->
            r.userPoolId(pool)
                .providerName("staff")
                .providerType("SAML")
                .providerDetails(Map.of("MetadataURL", "https://idp.example.com/saml"))
                .attributeMapping(mapping));
    return pool;
  }

  private void assertWhole(String pool) {
    List<SchemaAttributeType> schema =
        bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool().schemaAttributes();
    assertThat(schema)
        .extracting(SchemaAttributeType::name)
        .filteredOn(name -> name.contains(":"))
        .containsExactlyInAnyOrderElementsOf(fullNames());
    assertThat(schema)
        .filteredOn(attribute -> attribute.name().equals("email"))
        .allMatch(SchemaAttributeType::required);
    assertThat(bed.emulator.cognito().findUser(pool, "ada"))
        .hasValueSatisfying(
            user ->
                fullNames()
                    .forEach(
                        name ->
                            assertThat(user.attributes()).containsEntry(name, "value of " + name)));
    String id =
        bed.client.listUserPoolClients(r -> r.userPoolId(pool)).userPoolClients().get(0).clientId();
    UserPoolClientType client =
        bed.client.describeUserPoolClient(r -> r.userPoolId(pool).clientId(id)).userPoolClient();
    assertThat(client.readAttributes()).containsExactlyInAnyOrderElementsOf(fullNames());
    assertThat(client.writeAttributes()).containsAll(fullNames());
    assertThat(
            bed.client
                .describeIdentityProvider(r -> r.userPoolId(pool).providerName("staff"))
                .identityProvider()
                .attributeMapping())
        .containsOnlyKeys(fullNames());
  }

  @Test
  void comeBackInANewPoolWithAllThatNamesThem() {
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(pool()).key()).intoNewPool("restored");

    assertThat(bed.backuper().plan(request).notes()).noneMatch(note -> note.contains("custom"));
    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertWhole(report.userPoolId());
  }

  @Test
  void comeBackInAnExistingPoolWithAllThatNamesThem() {
    String key = bed.backuper().backup(pool()).key();
    String target =
        bed.client
            .createUserPool(
                r ->
                    r.poolName("target")
                        .schema(
                            s ->
                                s.name("email")
                                    .attributeDataType(AttributeDataType.STRING)
                                    .required(true)))
            .userPool()
            .id();

    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoPool(target));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertWhole(target);
  }

  @Test
  void aPoolIsCreatedWithAsManyAsItMayHave() {
    String source = bed.client.createUserPool(r -> r.poolName("full")).userPool().id();
    for (int from = 0; from < 50; from += 25) {
      List<SchemaAttributeType> some =
          IntStream.range(from, from + 25).mapToObj(i -> text("a" + i, false)).toList();
      bed.client.addCustomAttributes(r -> r.userPoolId(source).customAttributes(some));
    }
    RestoreReport report =
        bed.backuper()
            .restore(RestoreRequest.of(bed.backuper().backup(source).key()).intoNewPool("again"));

    assertThat(report.comparison().equal()).isTrue();
  }

  @Test
  void thePlanSaysWhatCannotBeMadeAndTheRestoreDoesNotMakeItsLike() {
    String target = bed.client.createUserPool(r -> r.poolName("target")).userPool().id();
    bed.client.addCustomAttributes(
        r -> r.userPoolId(target).customAttributes(text("taken", false)));
    String key =
        HandMade.store(
            bed,
            archive ->
                archive.resource(
                    "user-pool",
                    json(
                        """
                        {'Id':'eu-west-1_HandMade1','SchemaAttributes':[
                          {'Name':'custom:','AttributeDataType':'String'},
                          {'Name':'custom:aaaaaaaaaaaaaaaaaaaaa','AttributeDataType':'String'},
                          {'Name':'custom:a b','AttributeDataType':'String'},
                          {'Name':'custom:must','AttributeDataType':'String','Required':true},
                          {'Name':'dev:plain','AttributeDataType':'String'},
                          {'Name':'custom:dev','AttributeDataType':'String',
                           'DeveloperOnlyAttribute':true},
                          {'Name':'custom:taken','AttributeDataType':'Number'}]}\
                        """)));
    RestoreRequest request = RestoreRequest.of(key).intoPool(target);

    RestorePlan plan = HandMade.backuper(bed).plan(request);
    RestoreReport report = HandMade.backuper(bed).restore(request);

    assertThat(plan.notes())
        .filteredOn(note -> note.startsWith("custom-attributes "))
        .hasSize(7)
        .allMatch(note -> note.contains("cannot be made as it was: "));
    assertThat(report.failures()).isEqualTo(6);
    assertThat(bed.client.describeUserPool(r -> r.userPoolId(target)).userPool().schemaAttributes())
        .extracting(SchemaAttributeType::name)
        .filteredOn(name -> name.contains(":"))
        .containsExactly("custom:taken");
  }

  @Test
  void thePlanSaysThatThereIsNoRoomForAll() {
    String target = bed.client.createUserPool(r -> r.poolName("target")).userPool().id();
    for (int from = 0; from < 50; from += 25) {
      List<SchemaAttributeType> some =
          IntStream.range(from, from + 25).mapToObj(i -> text("a" + i, false)).toList();
      bed.client.addCustomAttributes(r -> r.userPoolId(target).customAttributes(some));
    }
    String source = bed.client.createUserPool(r -> r.poolName("source")).userPool().id();
    bed.client.addCustomAttributes(
        r -> r.userPoolId(source).customAttributes(text("a0", false), text("more", false)));

    assertThat(
            bed.backuper()
                .plan(RestoreRequest.of(bed.backuper().backup(source).key()).intoPool(target))
                .notes())
        .anyMatch(note -> note.contains("51 custom attributes"));
  }
}
