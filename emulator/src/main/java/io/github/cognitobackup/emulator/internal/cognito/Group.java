package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;

/** A group and its members. */
final class Group {

  final String name;
  final long created;
  final UserIndex members = new UserIndex();
  ObjectNode settings = Json.object();
  long modified;

  Group(String name, long created) {
    this.name = name;
    this.created = created;
    this.modified = created;
  }

  ObjectNode json(String poolId) {
    ObjectNode json = Json.object().put("GroupName", name).put("UserPoolId", poolId);
    json.setAll(settings);
    Json.putTime(json, "CreationDate", created);
    Json.putTime(json, "LastModifiedDate", modified);
    return json;
  }
}
