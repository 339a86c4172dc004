package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/** A plan counts the users of whom the target can hold only one. */
class CollisionsTest {

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private String pool(boolean caseSensitive, AliasAttributeType... aliases) {
    return bed.client
        .createUserPool(
            r -> {
              r.poolName("pool").usernameConfiguration(c -> c.caseSensitive(caseSensitive));
              if (aliases.length > 0) {
                r.aliasAttributes(aliases);
              }
            })
        .userPool()
        .id();
  }

  private void put(String pool, String... names) {
    for (String name : names) {
      bed.emulator.cognito().putUser(pool, SeedUser.named(name).password("Former-passw0rd"));
    }
  }

  private void putWithAddress(String pool, String name, String address, boolean verified) {
    bed.emulator
        .cognito()
        .putUser(
            pool,
            SeedUser.named(name)
                .attribute("email", address)
                .attribute("email_verified", Boolean.toString(verified))
                .password("Former-passw0rd"));
  }

  private List<String> notes(RestoreRequest request) {
    return bed.backuper().plan(request).notes().stream()
        .filter(note -> note.contains("another user's"))
        .toList();
  }

  @Test
  void namesThatDifferByCaseOnlyAreCountedBeforehandAndReportedAfterwards() {
    String source = pool(true);
    put(source, "Alice", "alice", "ALICE", "bob", "Carol", "dave");
    String target = pool(false);
    put(target, "carol", "dave", "Bob");
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(source).key()).intoPool(target);

    // two of three Alices, bob and Carol; dave is dave
    assertThat(notes(request)).singleElement().asString().startsWith("4 users cannot be created");
    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.failures()).isEqualTo(4);
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
  }

  @Test
  void aliasesThatDifferByCaseOnlyAreCounted() {
    String source = pool(true, AliasAttributeType.EMAIL);
    putWithAddress(source, "ada", "A@example.com", true);
    putWithAddress(source, "bea", "a@example.com", true);
    putWithAddress(source, "cis", "a@EXAMPLE.com", false);
    String key = bed.backuper().backup(source).key();

    assertThat(notes(RestoreRequest.of(key).intoPool(pool(false, AliasAttributeType.EMAIL))))
        .singleElement()
        .asString()
        .startsWith("1 users have an alias");
    assertThat(notes(RestoreRequest.of(key).intoPool(pool(false)))).isEmpty();
  }

  @Test
  void oneAddressOfTwoUsersIsCountedWhereItIsTheUserName() {
    String source =
        bed.client
            .createUserPool(
                r ->
                    r.poolName("by address")
                        .usernameAttributes(
                            UsernameAttributeType.EMAIL, UsernameAttributeType.PHONE_NUMBER))
            .userPool()
            .id();
    String key =
        HandMade.store(
            bed,
            archive -> {
              archive.resource(
                  "user-pool",
                  HandMade.json(
                      "{'Id':'x','UsernameAttributes':['email','phone_number'],"
                          + "'UsernameConfiguration':{'CaseSensitive':false}}"));
              for (int i = 0; i < 3; i++) {
                archive.user(
                    HandMade.json(
                        "{'Username':'u"
                            + i
                            + "','UserStatus':'CONFIRMED',"
                            + "'Attributes':[{'Name':'email','Value':'"
                            + (i == 0 ? "Ada" : "ada")
                            + "@example.com'}]}"));
              }
            });

    assertThat(HandMade.backuper(bed).plan(RestoreRequest.of(key).intoPool(source)).notes())
        .anyMatch(
            note -> note.startsWith("2 users cannot be created: their username is an address"));
  }

  @Test
  void nobodyIsCountedWhereCaseIsToldApartAsBefore() {
    String source = pool(true);
    put(source, "Alice", "alice");
    String key = bed.backuper().backup(source).key();

    assertThat(notes(RestoreRequest.of(key).intoNewPool("new"))).isEmpty();
    assertThat(notes(RestoreRequest.of(key).intoPool(pool(true)))).isEmpty();
    assertThat(notes(RestoreRequest.of(key).intoPool(source))).isEmpty();
  }
}
