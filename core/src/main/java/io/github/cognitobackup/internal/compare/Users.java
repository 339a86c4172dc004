package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in the document of a user, as {@code ListUsers} gives it. */
public final class Users {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONTACTS = Set.of("email", "phone_number");

  /**
   * An identity of a provider that is linked to a local user.
   *
   * @param provider the provider's name
   * @param userId the user's id there
   */
  public record Link(String provider, String userId) {}

  private Users() {}

  /** The stored user name. */
  public static String username(JsonNode user) {
    return user.path("Username").asText();
  }

  /** The {@code sub}; empty text where the endpoint gives none. */
  public static String sub(JsonNode user) {
    return attribute(user, "sub").orElse("");
  }

  /** The status as the service spelt it. */
  public static String status(JsonNode user) {
    return user.path("UserStatus").asText();
  }

  /** Whether the user may sign in. */
  public static boolean enabled(JsonNode user) {
    return user.path("Enabled").asBoolean(true);
  }

  /** Whether the user exists only through an identity provider. */
  public static boolean federated(JsonNode user) {
    return status(user).equals("EXTERNAL_PROVIDER");
  }

  /** Whether the user signed up and never confirmed it. */
  public static boolean unconfirmed(JsonNode user) {
    return status(user).equals("UNCONFIRMED");
  }

  /** Whether the next sign-in wants a new password first, or a confirmation. */
  public static boolean pending(JsonNode user) {
    return Status.of(user).pending();
  }

  /** The value of an attribute that has one. */
  public static Optional<String> attribute(JsonNode user, String name) {
    for (JsonNode attribute : user.path("Attributes")) {
      if (attribute.path("Name").asText().equals(name)) {
        String value = attribute.path("Value").asText();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The attributes that an administrator can write; an empty address is none. */
  public static Map<String, String> writableAttributes(JsonNode user) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (JsonNode attribute : user.path("Attributes")) {
      String name = attribute.path("Name").asText();
      String value = attribute.path("Value").asText();
      boolean readOnly =
          name.equals("sub") || name.equals("identities") || name.startsWith("cognito:");
      if (!readOnly && !(value.isEmpty() && CONTACTS.contains(name))) {
        attributes.put(name, value);
      }
    }
    return attributes;
  }

  /** The identities that are linked to a local user; none where they are unreadable. */
  public static List<Link> links(JsonNode user) {
    List<Link> links = new ArrayList<>();
    for (JsonNode identity : identities(user).orElse(JSON.createArrayNode())) {
      if (!identity.path("primary").asBoolean(false)) {
        links.add(
            new Link(identity.path("providerName").asText(), identity.path("userId").asText()));
      }
    }
    return links;
  }

  /** Whether the links are given in a text that is not the JSON which Cognito writes. */
  public static boolean linksUnreadable(JsonNode user) {
    return identities(user).isEmpty();
  }

  private static Optional<JsonNode> identities(JsonNode user) {
    Optional<String> text = attribute(user, "identities");
    if (text.isEmpty() || federated(user)) {
      return Optional.of(JSON.createArrayNode());
    }
    try {
      return Optional.of(JSON.readTree(text.get())).filter(JsonNode::isArray);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
