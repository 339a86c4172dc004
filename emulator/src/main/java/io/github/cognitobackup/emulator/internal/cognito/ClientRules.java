package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.util.HashSet;
import java.util.Set;

/** What an app client may be, and what it is where the request is silent. */
final class ClientRules {

  private static final Set<String> STANDARD_SCOPES =
      Set.of("phone", "email", "openid", "profile", "aws.cognito.signin.user.admin");

  private ClientRules() {}

  static void check(Pool pool, ObjectNode request, String deed) {
    checkFlows(request.path("ExplicitAuthFlows"));
    checkRotation(request);
    checkProviders(pool, request.path("SupportedIdentityProviders"));
    checkScopes(pool, request.path("AllowedOAuthScopes"));
    checkAttributes(pool, request, deed);
    int session = request.path("AuthSessionValidity").asInt(3);
    if (session < 3 || session > 15) {
      throw ApiError.constraint(
          "AuthSessionValidity",
          Integer.toString(session),
          "Member must have value between 3 and 15");
    }
  }

  private static void checkFlows(JsonNode flows) {
    boolean old = false;
    boolean current = false;
    for (JsonNode flow : flows) {
      boolean allow = flow.asText().startsWith("ALLOW_");
      old |= !allow;
      current |= allow;
    }
    if (old && current) {
      throw ApiError.invalid("Old and new ExplicitAuthFlows cannot be mixed");
    }
  }

  private static void checkRotation(JsonNode request) {
    if (request.path("RefreshTokenRotation").path("Feature").asText().equals("ENABLED")) {
      for (JsonNode flow : request.path("ExplicitAuthFlows")) {
        if (flow.asText().equals("ALLOW_REFRESH_TOKEN_AUTH")) {
          throw ApiError.invalid(
              "Refresh token rotation excludes the flow ALLOW_REFRESH_TOKEN_AUTH");
        }
      }
    }
  }

  private static void checkProviders(Pool pool, JsonNode providers) {
    for (JsonNode provider : providers) {
      if (!provider.asText().equals("COGNITO") && !pool.providers.containsKey(provider.asText())) {
        throw ApiError.invalid(
            "The provider " + provider.asText() + " does not exist for User Pool " + pool.id + ".");
      }
    }
  }

  private static void checkScopes(Pool pool, JsonNode scopes) {
    for (JsonNode scope : scopes) {
      String name = scope.asText();
      int slash = name.lastIndexOf('/');
      boolean known = STANDARD_SCOPES.contains(name);
      if (slash > 0) {
        JsonNode server = pool.resourceServers.get(name.substring(0, slash));
        if (server != null) {
          for (JsonNode own : server.path("Scopes")) {
            known |= own.path("ScopeName").asText().equals(name.substring(slash + 1));
          }
        }
      }
      if (!known) {
        throw new ApiError("ScopeDoesNotExistException", "Invalid scope: " + name);
      }
    }
  }

  private static void checkAttributes(Pool pool, ObjectNode request, String deed) {
    checkKnown(pool, request.path("ReadAttributes"), "read", deed);
    Set<String> write = checkKnown(pool, request.path("WriteAttributes"), "write", deed);
    for (AttributeDefinition attribute : pool.schema.all()) {
      if (!write.isEmpty()
          && attribute.required()
          && !attribute.name().equals("sub")
          && !write.contains(attribute.name())) {
        throw invalid("write", deed);
      }
    }
  }

  private static Set<String> checkKnown(Pool pool, JsonNode names, String kind, String deed) {
    Set<String> result = new HashSet<>();
    for (JsonNode name : names) {
      AttributeDefinition attribute = pool.schema.find(name.asText());
      if (attribute == null || (kind.equals("write") && name.asText().equals("sub"))) {
        throw invalid(kind, deed);
      }
      result.add(name.asText());
    }
    return result;
  }

  private static ApiError invalid(String kind, String deed) {
    return ApiError.invalid(
        "Invalid " + kind + " attributes specified while " + deed + " a client");
  }

  static ObjectNode complete(ObjectNode request) {
    ObjectNode client = request.deepCopy();
    client.remove("GenerateSecret");
    client.remove("ClientSecret");
    if (client.path("RefreshTokenValidity").asInt(0) == 0) {
      client.put("RefreshTokenValidity", 30);
    }
    putIfAbsent(client, "EnableTokenRevocation", true);
    putIfAbsent(client, "AllowedOAuthFlowsUserPoolClient", false);
    putIfAbsent(client, "EnablePropagateAdditionalUserContextData", false);
    if (!client.has("AuthSessionValidity")) {
      client.put("AuthSessionValidity", 3);
    }
    if (!client.has("PreventUserExistenceErrors")) {
      client.put("PreventUserExistenceErrors", "LEGACY");
    }
    if (!client.has("ExplicitAuthFlows")) {
      client
          .putArray("ExplicitAuthFlows")
          .add("ALLOW_CUSTOM_AUTH")
          .add("ALLOW_REFRESH_TOKEN_AUTH")
          .add("ALLOW_USER_SRP_AUTH");
    }
    return client;
  }

  private static void putIfAbsent(ObjectNode client, String member, boolean value) {
    if (!client.has(member)) {
      client.put(member, value);
    }
  }
}
