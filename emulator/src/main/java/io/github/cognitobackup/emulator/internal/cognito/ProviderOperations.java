package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;
import java.util.Set;

/** External identity providers. */
final class ProviderOperations implements Handler.Family {

  private static final Set<String> TYPES =
      Set.of("SAML", "OIDC", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple");

  private final Account account;
  private final Paging paging;

  ProviderOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateIdentityProvider", this::create);
    table.put("DescribeIdentityProvider", params -> answer(find(account.pool(params), params)));
    table.put("UpdateIdentityProvider", this::update);
    table.put("DeleteIdentityProvider", this::delete);
    table.put("ListIdentityProviders", this::list);
  }

  private ObjectNode create(Params params) {
    Pool pool = account.pool(params);
    String name = params.text("ProviderName", 1, 32);
    String type = params.text("ProviderType");
    if (name.startsWith("_") || name.endsWith("_") || name.indexOf(' ') >= 0) {
      throw ApiError.constraint(
          "ProviderName", name, "Member must satisfy regular expression pattern: [^_][^ ]*[^_]+");
    }
    if (!TYPES.contains(type)) {
      throw ApiError.constraint(
          "ProviderType", type, "Member must satisfy enum value set: " + TYPES);
    }
    if (pool.providers.containsKey(name)) {
      throw new ApiError("DuplicateProviderException", "A provider with the name exists already.");
    }
    if (params.at("ProviderDetails").isEmpty()) {
      throw ApiError.constraint("ProviderDetails", null, "Member must not be null");
    }
    ObjectNode provider = params.tree().deepCopy();
    Json.putTime(provider, "CreationDate", account.now());
    return store(pool, name, provider);
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    ObjectNode provider = find(pool, params).deepCopy();
    provider.setAll(params.tree());
    return store(pool, params.text("ProviderName"), provider);
  }

  private ObjectNode store(Pool pool, String name, ObjectNode provider) {
    checkMapping(pool, provider.path("AttributeMapping"));
    checkIdentifiers(pool, name, provider.path("IdpIdentifiers"));
    if (!provider.has("AttributeMapping")) {
      provider.putObject("AttributeMapping").put("username", usernameClaim(provider));
    }
    Json.putTime(provider, "LastModifiedDate", account.now());
    ProviderDetails.complete(provider);
    pool.providers.put(name, provider);
    return answer(provider);
  }

  private static String usernameClaim(ObjectNode provider) {
    return switch (provider.path("ProviderType").asText()) {
      case "Facebook" -> "id";
      case "LoginWithAmazon" -> "user_id";
      default -> "sub";
    };
  }

  private static void checkMapping(Pool pool, JsonNode mapping) {
    mapping
        .fieldNames()
        .forEachRemaining(
            target -> {
              AttributeDefinition attribute = pool.schema.find(target);
              if (!target.equals("username") && (attribute == null || !attribute.mutable())) {
                throw ApiError.invalid("Invalid attribute mapping: " + target);
              }
            });
  }

  private static void checkIdentifiers(Pool pool, String name, JsonNode identifiers) {
    for (JsonNode identifier : identifiers) {
      pool.providers.forEach(
          (other, provider) -> {
            for (JsonNode taken : provider.path("IdpIdentifiers")) {
              if (!other.equals(name) && taken.equals(identifier)) {
                throw ApiError.invalid("Identifier is in use: " + identifier.asText());
              }
            }
          });
    }
  }

  private static ObjectNode find(Pool pool, Params params) {
    String name = params.text("ProviderName");
    ObjectNode provider = pool.providers.get(name);
    if (provider == null) {
      throw ApiError.notFound("Identity provider " + name + " does not exist.");
    }
    return provider;
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    find(pool, params);
    pool.providers.remove(params.text("ProviderName"));
    return Json.object();
  }

  private ObjectNode list(Params params) {
    Pool pool = account.pool(params);
    return paging.page(
        "ListIdentityProviders " + pool.id,
        params,
        params.number("MaxResults", 60, 0, 60),
        "Providers",
        pool.providers,
        entry ->
            entry
                .getValue()
                .deepCopy()
                .retain("ProviderName", "ProviderType", "CreationDate", "LastModifiedDate"));
  }

  private static ObjectNode answer(ObjectNode provider) {
    ObjectNode answer = Json.object();
    answer.set("IdentityProvider", provider);
    return answer;
  }
}
