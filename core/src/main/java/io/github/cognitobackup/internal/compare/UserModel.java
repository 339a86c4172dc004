package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How users of two pools are told to be the same. Where one signs in with a chosen user name, it is
 * that name. Where the user name is an e-mail address or phone number, the stored name is a UUID
 * that no restore gives back: there it is the address, but within one and the same pool first the
 * UUID.
 *
 * @param loginAttributes {@code email} and {@code phone_number} where they are the user name, in
 *     the order of preference; empty where the user name is chosen
 * @param caseSensitive whether names differ by case alone
 * @param samePool whether snapshot and target are one pool
 */
public record UserModel(List<String> loginAttributes, boolean caseSensitive, boolean samePool) {

  private static final List<String> PREFERENCE = List.of("email", "phone_number");

  /** Derives the model from the description of the pool in the snapshot. */
  public static UserModel of(JsonNode userPool, boolean samePool) {
    List<String> login = new ArrayList<>();
    for (String attribute : PREFERENCE) {
      for (JsonNode allowed : userPool.path("UsernameAttributes")) {
        if (allowed.asText().equals(attribute)) {
          login.add(attribute);
        }
      }
    }
    boolean caseSensitive =
        userPool.path("UsernameConfiguration").path("CaseSensitive").asBoolean(true);
    return new UserModel(List.copyOf(login), caseSensitive, samePool);
  }

  /** Whether one signs in with an address, and the stored user name is not of one's choice. */
  public boolean byLogin() {
    return !loginAttributes.isEmpty();
  }

  /** The name under which an administrator creates the user; empty without an address. */
  public Optional<String> creationName(JsonNode user) {
    return byLogin()
        ? loginAttribute(user).flatMap(attribute -> Users.attribute(user, attribute))
        : Optional.of(Users.username(user));
  }

  /** The attribute whose value is the name; empty where the name is chosen. */
  public Optional<String> loginAttribute(JsonNode user) {
    return loginAttributes.stream()
        .filter(attribute -> Users.attribute(user, attribute).isPresent())
        .findFirst();
  }

  /** What tells the user from others, first choice. */
  Optional<String> identity(JsonNode user) {
    return byLogin() && samePool
        ? Optional.of("n:" + Users.username(user))
        : creationName(user).map(this::fold);
  }

  /** What tells a user from others where the first choice finds nobody. */
  Optional<String> alternative(JsonNode user) {
    return byLogin() && samePool ? creationName(user).map(this::fold) : Optional.empty();
  }

  /** Whether both documents are of the same user, with the same attributes. */
  public boolean sameWithAttributes(JsonNode one, JsonNode other) {
    boolean sameName = byLogin() || fold(Users.username(one)).equals(fold(Users.username(other)));
    return sameName && comparableAttributes(one).equals(comparableAttributes(other));
  }

  /** The attributes that an administrator can write, in the form in which they are compared. */
  public SortedMap<String, String> comparableAttributes(JsonNode user) {
    SortedMap<String, String> attributes = new TreeMap<>(Users.writableAttributes(user));
    // unverified is what a contact is when nothing is said
    attributes.remove("email_verified", "false");
    attributes.remove("phone_number_verified", "false");
    // whether an empty value is kept or is none is the endpoint's affair
    attributes.values().removeIf(String::isEmpty);
    attributes.replaceAll(this::comparable);
    return attributes;
  }

  private String comparable(String attribute, String value) {
    boolean folded =
        !caseSensitive && (attribute.equals("email") || attribute.equals("preferred_username"));
    return folded ? fold(value) : value;
  }

  private String fold(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }
}
