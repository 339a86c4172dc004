package io.github.cognitobackup.emulator.internal.cognito;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of a pool, found by name, by {@code sub}, by alias and by linked identity. */
final class UserDirectory {

  private final UserNaming naming;
  private final AttributeCodec codec;
  private final UserIndex index = new UserIndex();
  private final Map<String, User> byName = new HashMap<>();
  private final Map<String, User> byAlias = new HashMap<>();
  private final Map<String, User> byIdentity = new HashMap<>();

  UserDirectory(UserNaming naming, AttributeCodec codec) {
    this.naming = naming;
    this.codec = codec;
  }

  UserIndex index() {
    return index;
  }

  /** The user whom an operation's {@code Username} means. */
  @Nullable User resolve(String name) {
    User user = byName.get(naming.fold(name));
    if (user == null) {
      user = bySub(name);
    }
    return user == null ? byAlias(name) : user;
  }

  private @Nullable User bySub(String name) {
    if (name.length() != 36) {
      return null;
    }
    try {
      UUID sub = UUID.fromString(name);
      return index.find(sub.getMostSignificantBits(), sub.getLeastSignificantBits());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable User byAlias(String value) {
    for (String attribute : naming.aliases()) {
      User user = owner(attribute, value);
      if (user != null) {
        return user;
      }
    }
    return null;
  }

  /** The user who signs in with this value of an attribute. */
  @Nullable User owner(String attribute, String value) {
    return byAlias.get(aliasKey(attribute, value));
  }

  @Nullable User named(String username) {
    return byName.get(naming.fold(username));
  }

  @Nullable User linkedTo(String provider, String subject) {
    return byIdentity.get(identityKey(provider, subject));
  }

  void link(String provider, String subject, User user) {
    byIdentity.put(identityKey(provider, subject), user);
  }

  void unlink(String provider, String subject) {
    byIdentity.remove(identityKey(provider, subject));
  }

  boolean add(User user) {
    if (!index.add(user)) {
      return false;
    }
    byName.put(naming.fold(user.username), user);
    addAliases(user, codec.unpack(user.attributes));
    return true;
  }

  void remove(User user) {
    index.remove(user);
    byName.remove(naming.fold(user.username));
    removeAliases(user, codec.unpack(user.attributes));
    byIdentity.values().removeIf(owner -> owner == user);
    for (Group group : user.groups) {
      group.members.remove(user);
    }
  }

  void replaceAttributes(User user, Map<String, String> attributes) {
    removeAliases(user, codec.unpack(user.attributes));
    user.attributes = codec.pack(attributes);
    addAliases(user, attributes);
  }

  /** A federated user signs in at their provider: their contacts lead nobody to them here. */
  private void addAliases(User user, Map<String, String> attributes) {
    if (user.status.equals("EXTERNAL_PROVIDER")) {
      return;
    }
    for (String attribute : naming.aliases()) {
      if (naming.isActive(attribute, attributes)) {
        byAlias.put(aliasKey(attribute, attributes.getOrDefault(attribute, "")), user);
      }
    }
  }

  private void removeAliases(User user, Map<String, String> attributes) {
    for (String attribute : naming.aliases()) {
      String value = attributes.get(attribute);
      if (value != null) {
        byAlias.remove(aliasKey(attribute, value), user);
      }
    }
  }

  private String aliasKey(String attribute, String value) {
    return attribute.substring(0, 2) + naming.fold(value);
  }

  private static String identityKey(String provider, String subject) {
    return provider.toLowerCase(Locale.ROOT) + '_' + subject;
  }
}
