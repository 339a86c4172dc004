package io.github.cognitobackup.internal.restore;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.StubClient;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.ComparisonRules;
import io.github.cognitobackup.internal.compare.HandSnapshot;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import io.github.cognitobackup.internal.session.RestoreContext;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.Loss.Kind;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.InMemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a plan counts as lost: resources and users of an archive into this pool or that. */
class LossesTest {

  private static final String ARCHIVE = "eu-west-1_A/20260101T000000.000Z.tar.gz";

  private static Map<Kind, Long> planned(HandSnapshot archive, List<Resource> pool, String poolId) {
    RestoreRequest request = RestoreRequest.of(ARCHIVE).intoNewPool("restored");
    ArchivedPool archived = ArchivedPool.readWithSettings(archive, Rewriting.NONE);
    List<ResourceDelta> deltas =
        ResourceKinds.BEFORE_USERS.stream()
            .flatMap(kind -> ResourceDelta.of(List.of(kind), archived.resources(), pool).stream())
            .toList();
    try (UserComparison users =
        new UserComparison(
            UserModel.of(archived.settings(), false),
            new ComparisonRules(true, false),
            archive.manifest().counts().users())) {
      archive.users().forEach(user -> users.archive().user(user.document(), (int) user.line()));
      users.join();
      RestoreContext context =
          new RestoreContext(
              request,
              archive,
              "0123456789abcdef",
              new StubClient().calls(),
              ArchiveRepository.builder()
                  .storage(new InMemoryStorage())
                  .insecurePlaintext()
                  .build(),
              new BackupListener() {});
      return Losses.planned(
              request,
              archived,
              new PoolComparison(deltas, pool, Map.of(), users),
              context.openJournal().ofNoPool(),
              poolId)
          .stream()
          .collect(Collectors.toMap(Loss::kind, Loss::count));
    }
  }

  private static HandSnapshot archive(String settings) {
    return HandSnapshot.own().resource("user-pool", "user-pool.json", settings);
  }

  private static String user(String name, String more) {
    return "{'Username':'" + name + "','Enabled':true," + more + "}";
  }

  @Test
  void intoThePoolThatWasSavedNothingIsLost() {
    HandSnapshot archive =
        archive("{'Domain':'auth'}")
            .resource("clients", "clients/1.json", "{'ClientId':'1','ClientName':'web'}");
    List<Resource> pool =
        List.of(
            new Resource("user-pool", "", json("{'Domain':'auth'}")),
            new Resource("clients", "1", json("{'ClientId':'1','ClientName':'web'}")));

    assertThat(planned(archive, pool, HandSnapshot.POOL)).isEmpty();
  }

  @Test
  void aNewPoolHasOtherIdsSecretsAndDomains() {
    HandSnapshot archive =
        archive("{'Domain':'auth','CustomDomain':'login.example.com'}")
            .resource("clients", "clients/1.json", "{'ClientId':'1','ClientName':'web'}")
            .resource(
                "clients",
                "clients/2.json",
                "{'ClientId':'2','ClientName':'app','ClientSecret':null}")
            .resource(
                "identity-providers",
                "identity-providers/Apple.json",
                "{'ProviderName':'Apple','ProviderType':'SignInWithApple','ProviderDetails':{}}")
            .resource(
                "groups",
                "groups/federation.json",
                "{'GroupName':'" + HandSnapshot.POOL + "_Google'}");

    assertThat(planned(archive, List.of(), ""))
        .isEqualTo(
            Map.of(
                Kind.POOL_ID, 1L,
                Kind.CLIENT_IDS, 2L,
                Kind.CLIENT_SECRETS, 1L,
                Kind.APPLE_PRIVATE_KEYS, 1L,
                Kind.FEDERATION_GROUPS, 1L,
                Kind.DOMAINS, 2L));
  }

  @Test
  void usersWhoAreCreatedLosePasswordsSubsAndSessions() {
    HandSnapshot archive =
        archive("{}")
            .user(user("a", "'UserStatus':'CONFIRMED'"))
            .user(user("b", "'UserStatus':'CONFIRMED','PreferredMfaSetting':'SOFTWARE_TOKEN_MFA'"))
            .user(user("c", "'UserStatus':'UNCONFIRMED'"))
            .user(user("d", "'UserStatus':'FORCE_CHANGE_PASSWORD'"))
            .user(user("e", "'UserStatus':'RESET_REQUIRED'"));

    assertThat(planned(archive, List.of(), HandSnapshot.POOL))
        .isEqualTo(
            Map.of(
                Kind.PASSWORD, 2L,
                Kind.TEMPORARY_PASSWORD, 1L,
                Kind.UNCONFIRMED, 1L,
                Kind.RESET_REQUIRED, 1L,
                Kind.SUB, 5L,
                Kind.DATES, 5L,
                Kind.SESSIONS, 5L,
                Kind.MFA_PREFERENCE, 1L));
  }

  @Test
  void whereAddressesAreUserNamesThoseAreDrawnAnew() {
    HandSnapshot archive =
        archive("{'UsernameAttributes':['email']}")
            .user(
                user(
                    "uuid",
                    "'UserStatus':'CONFIRMED','Attributes':[{'Name':'email','Value':'a@b.c'}]"));

    assertThat(planned(archive, List.of(), HandSnapshot.POOL)).containsEntry(Kind.USERNAME, 1L);
  }

  @Test
  void wherePoolsOfferSecondFactorsAllAreLost() {
    HandSnapshot archive =
        archive("{'MfaConfiguration':'OPTIONAL'}").user(user("a", "'UserStatus':'CONFIRMED'"));

    assertThat(planned(archive, List.of(), HandSnapshot.POOL))
        .containsEntry(Kind.SECOND_FACTORS, 1L);
  }

  @Test
  void usersOfIdentityProvidersReappearByThemselves() {
    HandSnapshot archive =
        archive("{}")
            .user(user("Google_1", "'UserStatus':'EXTERNAL_PROVIDER'"))
            .user(user("Google_2", "'UserStatus':'EXTERNAL_PROVIDER','Enabled':false"));

    assertThat(planned(archive, List.of(), HandSnapshot.POOL))
        .isEqualTo(Map.of(Kind.FEDERATED_USERS, 2L, Kind.FEDERATED_DISABLED, 1L));
  }
}
