package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.WireOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/**
 * The app clients of a pool. A client that is created gets a new id whatever one asks for; its
 * secret can be given back.
 */
public final class Clients implements ResourceKind {

  /** The type of a client's document. */
  public static final String TYPE = "clients";

  /** The member that holds the secret; null where the archive left it out. */
  static final String SECRET = "ClientSecret";

  private static final int PAGE = 60;
  private static final Pattern GIVEN_SECRET = Pattern.compile("[\\w+]{24,64}");

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of(
        "ListUserPoolClients",
        "DescribeUserPoolClient",
        WireOperations.LIST_USER_POOL_CLIENT_SECRETS);
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of("ClientId");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    ClientSecrets secrets = new ClientSecrets(pool);
    for (String id : outline.clientIds()) {
      try {
        var request =
            DescribeUserPoolClientRequest.builder().userPoolId(pool.id()).clientId(id).build();
        var answer = pool.ask(request, Operations.DESCRIBE_USER_POOL_CLIENT);
        Resource client =
            Resource.described(
                TYPE, id, answer.response().userPoolClient(), answer.wire().path("UserPoolClient"));
        sink.resource(secrets.complete(client, sink));
      } catch (SdkException e) {
        sink.unreadable(TYPE, id, e);
      }
    }
  }

  /** The ids of the clients that the pool has. */
  static List<String> ids(Pool pool) {
    List<String> ids = new ArrayList<>();
    Pages.forEach(
        token -> {
          var page =
              pool.call(
                  ListUserPoolClientsRequest.builder()
                      .userPoolId(pool.id())
                      .maxResults(PAGE)
                      .nextToken(token)
                      .build(),
                  Operations.LIST_USER_POOL_CLIENTS);
          page.userPoolClients().stream()
              .map(UserPoolClientDescription::clientId)
              .forEach(ids::add);
          return page.nextToken();
        });
    return ids;
  }

  @Override
  public String nameOf(Resource resource) {
    return Documents.text(resource.document(), "ClientName");
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(UserPoolClientType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode client = Documents.without(document, Documents.DATES);
    client.remove(List.of("UserPoolId", "ClientId"));
    return client;
  }

  /** By id in the pool that was saved; in another one by all they have, then by a sole name. */
  @Override
  public Pairing pair(List<Resource> wanted, List<Resource> actual) {
    return Pairing.by(Resource::id, wanted, actual)
        .thenEqual(
            (one, other) -> nameOf(one).equals(nameOf(other)) && differences(one, other).isEmpty())
        .then(this::nameOf);
  }

  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    return StaleMembers.without(pool, wanted.document(), now, refusal);
  }

  /** A client that had a secret never comes back without one; at worst it has a new one. */
  @Override
  public String create(Pool pool, Resource wanted) {
    ObjectNode document = wanted.document().deepCopy();
    JsonNode secret = document.get(SECRET);
    ObjectNode beyond = JsonNodeFactory.instance.objectNode();
    if (secret != null && secret.isTextual() && GIVEN_SECRET.matcher(secret.asText()).matches()) {
      beyond.set(SECRET, secret); // for an SDK whose request has no such member
    } else if (secret != null) {
      document.remove(SECRET);
      document.put("GenerateSecret", true);
    }
    CreateUserPoolClientRequest request =
        pool.request(document, CreateUserPoolClientRequest.builder());
    UserPoolClientType created =
        pool.callOnce(request, beyond, Operations.CREATE_USER_POOL_CLIENT).userPoolClient();
    if (secret != null && created.clientSecret() == null) {
      confirmSecret(pool, created.clientId(), secret);
    }
    return created.clientId();
  }

  /** An endpoint that passes over a member of the request would have made a public client. */
  private static void confirmSecret(Pool pool, String clientId, JsonNode secret) {
    try {
      if (ClientSecrets.count(pool, clientId) == 0) {
        ClientSecrets.add(pool, clientId, secret);
      }
    } catch (SdkException e) {
      throw new UnchangeableException(
          "created, but its secret cannot be confirmed ("
              + CognitoErrors.reason(e)
              + "); look whether client "
              + clientId
              + " has one, and delete it where it has none");
    }
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode document = wanted.document().deepCopy();
    document.put("ClientId", actual.id());
    UpdateUserPoolClientRequest request =
        pool.request(document, UpdateUserPoolClientRequest.builder());
    pool.call(request, Operations.UPDATE_USER_POOL_CLIENT);
    JsonNode secret = wanted.document().get(SECRET);
    JsonNode now = actual.document().get(SECRET);
    if (secret == null || secret.equals(now) || (secret.isNull() && now != null)) {
      return;
    }
    if (now != null && now.isNull()) {
      throw new UnchangeableException(
          "updated, but whether it has the archive's secret is unknown: Cognito does not show the"
              + " secret of the client in the target; to get the archive's secret, delete that"
              + " client and restore again");
    }
    throw new UnchangeableException(
        "updated except for its secret, which cannot be changed; to get the"
            + " archive's secret, delete the client in the target and restore again");
  }
}
