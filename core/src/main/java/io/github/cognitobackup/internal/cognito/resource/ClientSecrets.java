package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.WireOperations;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What secrets an app client has. Its description shows the value of the first one alone, and once
 * that is deleted none for ever; the list of them shows no values. So a description without a
 * secret does not make a client public.
 */
final class ClientSecrets {

  private static final String SECOND =
      "the client has a second secret, and Cognito shows the value of the first one alone; a"
          + " restored client has the first";
  private static final String HIDDEN =
      "the client has a secret whose value Cognito does not show any more, because its first one"
          + " was deleted; a restored client gets a new secret, which its callers need";
  private static final String UNKNOWN =
      "; whether the client has a secret that its description does not show is unknown";

  private final Pool pool;
  private boolean listed = true;

  /** Reads secrets of one pool's clients. */
  ClientSecrets(Pool pool) {
    this.pool = pool;
  }

  /**
   * Completes a client's description: {@code ClientSecret} is null where the client has a secret
   * whose value is not known. What cannot be known is named.
   */
  Resource complete(Resource client, ResourceKind.Sink sink) {
    boolean shown = !Documents.text(client.document(), Clients.SECRET).isEmpty();
    String name = client.id() + "/secrets";
    int count = shown || actsForItself(client.document()) ? 1 : 0;
    if (listed) {
      try {
        count = count(pool, client.id());
      } catch (SdkException e) {
        listed = !pool.lacks(e);
        if (listed) {
          sink.incomplete(Clients.TYPE, name, CognitoErrors.reason(e) + UNKNOWN);
        }
      }
    }
    if (shown) {
      if (count > 1) {
        sink.incomplete(Clients.TYPE, name, SECOND);
      }
      return client;
    }
    if (count == 0) {
      return client;
    }
    sink.incomplete(Clients.TYPE, name, HIDDEN);
    return client.with(Clients.SECRET, NullNode.getInstance());
  }

  /** Returns how many secrets a client has. */
  static int count(Pool pool, String clientId) {
    AtomicInteger count = new AtomicInteger();
    Pages.forEach(
        token -> {
          ObjectNode request = JsonNodeFactory.instance.objectNode().put("ClientId", clientId);
          if (token != null) {
            request.put("NextToken", token);
          }
          JsonNode answer = pool.wire(WireOperations.LIST_USER_POOL_CLIENT_SECRETS, request);
          count.addAndGet(answer.path("ClientSecrets").size());
          return Documents.text(answer, "NextToken");
        });
    return count.get();
  }

  /** Gives a client a secret: the one that is wanted where its value is known, else a new one. */
  static void add(Pool pool, String clientId, JsonNode secret) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("ClientId", clientId);
    if (secret.isTextual()) {
      request.set(Clients.SECRET, secret);
    }
    pool.wireOnce(WireOperations.ADD_USER_POOL_CLIENT_SECRET, request);
  }

  /**
   * Whether the client gets tokens in its own name, which Cognito allows to none without secret.
   */
  private static boolean actsForItself(JsonNode client) {
    for (JsonNode flow : client.path("AllowedOAuthFlows")) {
      if (flow.asText().equals("client_credentials")) {
        return true;
      }
    }
    return false;
  }
}
