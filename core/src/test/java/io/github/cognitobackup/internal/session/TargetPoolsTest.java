package io.github.cognitobackup.internal.session;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.StubClient;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.internal.compare.HandSnapshot;
import io.github.cognitobackup.pool.PoolUnreadableException;
import io.github.cognitobackup.pool.PoolUnwritableException;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.InMemoryStorage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

class TargetPoolsTest {

  private static final String RESTORE = "0123456789abcdef";
  private static final String NAME = "restored";

  private final Client client = new Client();
  private final RestoreContext context =
      new RestoreContext(
          RestoreRequest.of("eu-west-1_A/20260101T000000.000Z.tar.gz").intoNewPool(NAME),
          HandSnapshot.own(),
          RESTORE,
          client.calls(),
          ArchiveRepository.builder().storage(new InMemoryStorage()).insecurePlaintext().build(),
          new BackupListener() {});

  private TargetPools pools() {
    return TargetPools.of(context, context.openJournal());
  }

  private static Map<String, String> tag(String restoreId) {
    return Map.of(RestoreTag.KEY, restoreId);
  }

  @Test
  void aPoolThatExistsIsItsOwners() {
    client.put("eu-west-1_1", "any", tag(RESTORE));
    Target target = pools().existing("eu-west-1_1");

    assertThat(target.pool().id()).isEqualTo("eu-west-1_1");
    assertThat(target.created()).isFalse();
    assertThat(target.isOwn()).isFalse();
  }

  @Test
  void aPoolThatIsToExistAndDoesNotIsNamed() {
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> pools().existing("eu-west-1_1"))
        .withMessageContaining("eu-west-1_1");
  }

  @Test
  void noPoolIsFoundByItsNameAlone() {
    client.put("eu-west-1_1", NAME, Map.of());
    client.put("eu-west-1_2", NAME, tag("of another restore"));

    assertThat(pools().createdBefore(NAME)).isEmpty();
  }

  @Test
  void aPoolIsFoundByItsTag() {
    client.put("eu-west-1_1", NAME, Map.of());
    client.put("eu-west-1_2", NAME, tag(RESTORE));
    Target target = pools().createdBefore(NAME).orElseThrow();

    assertThat(target.pool().id()).isEqualTo("eu-west-1_2");
    assertThat(target.created()).isFalse();
    assertThat(target.isOwn()).isTrue();
  }

  @Test
  void aPoolIsFoundByTheJournalAndOwnByItsTagOnly() {
    client.put("eu-west-1_1", "renamed", Map.of());
    context.openJournal().of("eu-west-1_1").created();
    assertThat(pools().createdBefore(NAME).orElseThrow().isOwn()).isFalse();

    client.put("eu-west-1_1", "renamed", tag(RESTORE));
    assertThat(pools().createdBefore(NAME).orElseThrow().isOwn()).isTrue();

    context.openJournal().of("eu-west-1_1").complete();
    assertThat(pools().createdBefore(NAME).orElseThrow().isOwn()).isFalse();
  }

  @Test
  void aPoolOfTheJournalThatIsGoneIsNotFound() {
    context.openJournal().of("eu-west-1_1").created();

    assertThat(pools().createdBefore(NAME)).isEmpty();
  }

  @Test
  void aPoolIsCreatedWithTheTag() {
    Target target = pools().create(json("{'Name':'customers'}"), NAME);

    assertThat(target.created()).isTrue();
    assertThat(target.isOwn()).isTrue();
    assertThat(client.pools).hasSize(1);
    UserPoolType pool = client.pools.get(target.pool().id());
    assertThat(pool.name()).isEqualTo(NAME);
    assertThat(pool.userPoolTags()).isEqualTo(tag(RESTORE));
  }

  @Test
  void noSecondPoolIsCreatedWhereTheAnswerIsLost() {
    client.losesAnswer = true;
    Target target = pools().create(json("{}"), NAME);

    assertThat(target.created()).isTrue();
    assertThat(client.pools).containsOnlyKeys(target.pool().id());
  }

  @Test
  void aPoolThatCannotBeCreatedIsNamed() {
    client.refusesCreation = true;

    assertThatExceptionOfType(PoolUnwritableException.class)
        .isThrownBy(() -> pools().create(json("{}"), NAME))
        .withMessageContaining(NAME);
  }

  private static final class Client extends StubClient {

    private final Map<String, UserPoolType> pools = new LinkedHashMap<>();
    private boolean losesAnswer;
    private boolean refusesCreation;

    private void put(String id, String name, Map<String, String> tags) {
      pools.put(id, UserPoolType.builder().id(id).name(name).userPoolTags(tags).build());
    }

    private static SdkException error(int status, String code) {
      return (SdkException)
          CognitoIdentityProviderException.builder()
              .statusCode(status)
              .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
              .build();
    }

    @Override
    public DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
      UserPoolType pool = pools.get(request.userPoolId());
      if (pool == null) {
        throw error(400, "ResourceNotFoundException");
      }
      return DescribeUserPoolResponse.builder().userPool(pool).build();
    }

    @Override
    public ListUserPoolsResponse listUserPools(ListUserPoolsRequest request) {
      return ListUserPoolsResponse.builder()
          .userPools(
              pools.values().stream()
                  .map(p -> UserPoolDescriptionType.builder().id(p.id()).name(p.name()).build())
                  .toList())
          .build();
    }

    @Override
    public CreateUserPoolResponse createUserPool(CreateUserPoolRequest request) {
      if (refusesCreation) {
        throw error(400, "LimitExceededException");
      }
      String id = "eu-west-1_New" + pools.size();
      put(id, request.poolName(), request.userPoolTags());
      if (losesAnswer) {
        throw error(500, "InternalErrorException");
      }
      return CreateUserPoolResponse.builder().userPool(pools.get(id)).build();
    }
  }
}
