package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Links between users and their identities at external providers. */
final class LinkOperations implements Handler.Family {

  private static final int MOST_LINKS = 5;
  private static final Set<String> SOCIAL =
      Set.of("Facebook", "Google", "LoginWithAmazon", "SignInWithApple");

  private final Account account;

  LinkOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("AdminLinkProviderForUser", this::link);
    table.put("AdminDisableProviderForUser", this::unlink);
  }

  private ObjectNode link(Params params) {
    Pool pool = account.pool(params);
    User user = destination(pool, params.at("DestinationUser"));
    JsonNode source = params.at("SourceUser");
    String providerName = source.path("ProviderName").asText();
    String subject = source.path("ProviderAttributeValue").asText();
    ObjectNode provider = pool.providers.get(providerName);
    if (provider == null) {
      throw ApiError.invalid(
          "The provider " + providerName + " does not exist for User Pool " + pool.id + ".");
    }
    if (SOCIAL.contains(provider.path("ProviderType").asText())
        && !source.path("ProviderAttributeName").asText().equals("Cognito_Subject")) {
      throw ApiError.invalid("ProviderAttributeName must be Cognito_Subject for social providers");
    }
    if (pool.users.named(providerName + '_' + subject) != null) {
      throw ApiError.invalid(
          "Merging is not currently supported, provide a SourceUser that has not been signed up in"
              + " order to link");
    }
    User linked = pool.users.linkedTo(providerName, subject);
    if (linked != null) {
      throw linked == user
          ? ApiError.invalid("SourceUser is already linked to DestinationUser")
          : new ApiError("AliasExistsException", "SourceUser is already linked to another user");
    }
    ArrayNode identities = identities(pool, user);
    if (identities.size() >= MOST_LINKS) {
      throw new ApiError(
          "LimitExceededException", "A user has at most " + MOST_LINKS + " linked identities");
    }
    identities
        .addObject()
        .put("userId", subject)
        .put("providerName", providerName)
        .put("providerType", provider.path("ProviderType").asText())
        .putNull("issuer")
        .put("primary", false)
        .put("dateCreated", account.now());
    store(pool, user, identities);
    pool.users.link(providerName, subject, user);
    return Json.object();
  }

  private static User destination(Pool pool, JsonNode destination) {
    String provider = destination.path("ProviderName").asText();
    String value = destination.path("ProviderAttributeValue").asText();
    return pool.user(provider.equals("Cognito") ? value : provider + '_' + value);
  }

  private ObjectNode unlink(Params params) {
    Pool pool = account.pool(params);
    JsonNode identity = params.at("User");
    String provider = identity.path("ProviderName").asText();
    String subject = identity.path("ProviderAttributeValue").asText();
    User user = pool.users.linkedTo(provider, subject);
    if (user == null) {
      User profile = pool.user(provider + '_' + subject);
      profile.enabled = false;
      pool.touch(profile, account.now());
      return Json.object();
    }
    ArrayNode identities = identities(pool, user);
    for (Iterator<JsonNode> all = identities.iterator(); all.hasNext(); ) {
      JsonNode entry = all.next();
      if (entry.path("providerName").asText().equals(provider)
          && entry.path("userId").asText().equals(subject)) {
        all.remove();
      }
    }
    store(pool, user, identities);
    pool.users.unlink(provider, subject);
    return Json.object();
  }

  private static ArrayNode identities(Pool pool, User user) {
    String stored = pool.attribute(user, "identities");
    return stored == null ? Json.object().putArray("identities") : (ArrayNode) Json.tree(stored);
  }

  private void store(Pool pool, User user, ArrayNode identities) {
    Map<String, String> attributes = pool.codec.unpack(user.attributes);
    if (identities.isEmpty()) {
      attributes.remove("identities");
    } else {
      attributes.put("identities", identities.toString());
    }
    pool.users.replaceAttributes(user, attributes);
    pool.touch(user, account.now());
  }
}
