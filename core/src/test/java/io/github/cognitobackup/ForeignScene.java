package io.github.cognitobackup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Files of other tools in a storage, beside a pool of which they tell. */
abstract class ForeignScene {

  static final ObjectMapper JSON = new ObjectMapper();

  final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  Backuper.Builder plain() {
    return Backuper.builder()
        .cognito(bed.client)
        .storage(bed.storage)
        .insecurePlaintext()
        .pacing(QuotaGate.unlimited());
  }

  Backuper accepting() {
    return plain().acceptUnverifiable().build();
  }

  static void put(Storage storage, String key, byte[] bytes) {
    try (ObjectWriter writer = storage.create(key);
        OutputStream stream = writer.stream()) {
      stream.write(bytes);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String json(String pool, UserType user, boolean withGroups) {
    ObjectNode json = JSON.createObjectNode().put("Username", user.username());
    user.attributes()
        .forEach(
            each ->
                json.withArray("/Attributes")
                    .addObject()
                    .put("Name", each.name())
                    .put("Value", each.value()));
    json.put("UserCreateDate", user.userCreateDate().toString());
    json.put("UserLastModifiedDate", user.userLastModifiedDate().toString());
    json.put("Enabled", user.enabled()).put("UserStatus", user.userStatusAsString());
    if (withGroups) {
      json.putArray("Groups");
      bed.client
          .adminListGroupsForUser(r -> r.userPoolId(pool).username(user.username()))
          .groups()
          .forEach(group -> json.withArray("/Groups").add(group.groupName()));
    }
    return json.toString();
  }
}
