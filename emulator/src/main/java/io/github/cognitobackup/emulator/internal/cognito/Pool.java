package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one pool. Configuration is kept as the JSON trees that came in, so that a member
 * that this program has never heard of is given back as well.
 */
final class Pool {

  final String id;
  final String arn;
  final long created;
  final Schema schema;
  final UserNaming naming;
  final UserDirectory users;
  final AttributeCodec codec;
  final TreeMap<String, Group> groups = new TreeMap<>();
  final TreeMap<String, ObjectNode> clients = new TreeMap<>();
  final TreeMap<String, ObjectNode> providers = new TreeMap<>();
  final TreeMap<String, ObjectNode> resourceServers = new TreeMap<>();
  final TreeMap<String, ObjectNode> risks = new TreeMap<>();
  final TreeMap<String, ObjectNode> customizations = new TreeMap<>();
  final TreeMap<String, ObjectNode> brandings = new TreeMap<>();
  final TreeMap<String, ObjectNode> terms = new TreeMap<>();

  /** What ListUserPoolReplicas gives back: nothing, until the pool is replicated. */
  final ArrayNode replicas = Json.object().putArray("UserPoolReplicas");

  /** What DescribeUserPool gives back besides what this class computes. */
  ObjectNode settings;

  /** What GetUserPoolMfaConfig gives back. */
  ObjectNode mfa = Json.object();

  ObjectNode logDelivery = Json.object();
  long modified;

  Pool(String id, String arn, ObjectNode settings, Schema schema, AttributeCodec codec, long now) {
    this.id = id;
    this.arn = arn;
    this.settings = settings;
    this.schema = schema;
    this.codec = codec;
    this.naming = new UserNaming(settings);
    this.users = new UserDirectory(naming, codec);
    this.created = now;
    this.modified = now;
  }

  JsonNode passwordPolicy() {
    return settings.path("Policies").path("PasswordPolicy");
  }

  boolean lists(String member, String value) {
    for (JsonNode entry : settings.path(member)) {
      if (entry.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  boolean allowsFirstFactor(String factor) {
    for (JsonNode entry :
        settings.path("Policies").path("SignInPolicy").path("AllowedFirstAuthFactors")) {
      if (entry.asText().equals(factor)) {
        return true;
      }
    }
    return false;
  }

  User user(String name) {
    User user = users.resolve(name);
    if (user == null) {
      throw new ApiError("UserNotFoundException", "User does not exist.");
    }
    return user;
  }

  Group group(String name) {
    Group group = groups.get(name);
    if (group == null) {
      throw ApiError.notFound("Group not found.");
    }
    return group;
  }

  ObjectNode client(String clientId) {
    ObjectNode client = clients.get(clientId);
    if (client == null) {
      throw ApiError.notFound("User pool client " + clientId + " does not exist.");
    }
    return client;
  }

  @Nullable String attribute(User user, String name) {
    return codec.find(user.attributes, name);
  }

  void touch(User user, long now) {
    user.modified = now;
  }
}
