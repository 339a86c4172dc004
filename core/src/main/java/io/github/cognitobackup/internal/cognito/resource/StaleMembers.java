package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes out of an app client what refers to something that the pool has not. A client never comes
 * out with more rights than it had: single elements of a list are taken out, never the list itself
 * where its absence stands for all.
 */
final class StaleMembers {

  /** Lists whose absence means all, or a default that may be more than the list allowed. */
  private static final Set<String> ABSENCE_ALLOWS =
      Set.of("ReadAttributes", "WriteAttributes", "ExplicitAuthFlows");

  private static final Set<String> STANDARD_SCOPES =
      Set.of("phone", "email", "openid", "profile", "aws.cognito.signin.user.admin");

  private static final List<String> ADDRESSES =
      List.of("CallbackURLs", "LogoutURLs", "ExplicitAuthFlows");

  private final ObjectNode client;
  private final List<String> leftOut = new ArrayList<>();

  private StaleMembers(ObjectNode client) {
    this.client = client;
  }

  /** Takes out what is stale; empty where nothing is that may be taken out. */
  static Optional<Concession> without(
      Pool pool, ObjectNode wanted, ObjectNode now, SdkException refusal) {
    StaleMembers members = new StaleMembers(wanted.deepCopy());
    members.attributes(pool);
    members.providers(pool);
    members.scopes(pool);
    if (members.leftOut.isEmpty()) {
      members.analytics(now);
    }
    if (members.leftOut.isEmpty()) {
      members.named(CognitoErrors.message(refusal));
    }
    return members.leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of(new Concession(members.leftOut, members.client));
  }

  private void attributes(Pool pool) {
    if (!client.has("ReadAttributes") && !client.has("WriteAttributes")) {
      return;
    }
    Set<String> known = new HashSet<>();
    PoolSettings.describe(pool)
        .path("SchemaAttributes")
        .forEach(attribute -> known.add(Documents.text(attribute, "Name")));
    if (!known.isEmpty()) {
      trim("ReadAttributes", known::contains);
      trim("WriteAttributes", known::contains);
    }
  }

  private void providers(Pool pool) {
    if (client.path("SupportedIdentityProviders").isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>(IdentityProviders.names(pool));
    known.add("COGNITO");
    trim("SupportedIdentityProviders", known::contains);
  }

  private void scopes(Pool pool) {
    if (client.path("AllowedOAuthScopes").isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>(STANDARD_SCOPES);
    new ResourceServers()
        .read(
            pool,
            new PoolOutline(pool),
            new ResourceKind.Sink() {
              @Override
              public void resource(Resource server) {
                server
                    .document()
                    .path("Scopes")
                    .forEach(
                        scope -> known.add(server.id() + '/' + Documents.text(scope, "ScopeName")));
              }

              @Override
              public void unreadable(String type, String id, SdkException cause) {
                throw cause;
              }

              @Override
              public void incomplete(String type, String id, String reason) {
                // no resource server is
              }
            });
    trim("AllowedOAuthScopes", known::contains);
    if (client.path("AllowedOAuthScopes").isEmpty()) {
      // flows without any scope are refused; without flows the client can do less
      leftOut.add("AllowedOAuthFlows");
      client.remove(List.of("AllowedOAuthScopes", "AllowedOAuthFlows"));
      client.put("AllowedOAuthFlowsUserPoolClient", false);
    }
  }

  private void analytics(ObjectNode now) {
    String member = "AnalyticsConfiguration";
    if (client.has(member) && !client.get(member).equals(now.get(member))) {
      leftOut.add(member);
      client.remove(member);
      if (now.has(member)) {
        client.set(member, now.get(member));
      }
    }
  }

  private void named(String text) {
    for (String member : ADDRESSES) {
      trim(member, element -> !text.contains(element));
    }
    String redirect = Documents.text(client, "DefaultRedirectURI");
    if (!redirect.isEmpty() && text.contains(redirect)) {
      leftOut.add("DefaultRedirectURI");
      client.remove("DefaultRedirectURI");
    }
  }

  private void trim(String member, Predicate<String> stays) {
    JsonNode list = client.path(member);
    ArrayNode trimmed = JsonNodeFactory.instance.arrayNode();
    List<String> gone = new ArrayList<>();
    for (JsonNode element : list) {
      if (stays.test(element.asText())) {
        trimmed.add(element);
      } else {
        gone.add(member + " \"" + element.asText() + '"');
      }
    }
    if (gone.isEmpty()) {
      return;
    }
    if (trimmed.isEmpty() && ABSENCE_ALLOWS.contains(member)) {
      throw new UnchangeableException(
          "nothing of its "
              + member
              + " exists in the pool, and without the list the client would have more"
              + " permissions than before; create it by hand");
    }
    leftOut.addAll(gone);
    client.set(member, trimmed);
  }
}
