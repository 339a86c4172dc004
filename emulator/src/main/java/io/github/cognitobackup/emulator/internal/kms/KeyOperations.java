package io.github.cognitobackup.emulator.internal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Making keys and changing their state. */
final class KeyOperations {

  private final KeyRing keys;

  KeyOperations(KeyRing keys) {
    this.keys = keys;
  }

  void register(Map<String, Function<Params, ObjectNode>> table) {
    table.put("CreateKey", this::create);
    table.put("DescribeKey", params -> metadata(key(params)));
    table.put("CreateAlias", params -> alias(params, false));
    table.put("UpdateAlias", params -> alias(params, true));
    table.put("EnableKey", params -> state(params, "Enabled"));
    table.put("DisableKey", params -> state(params, "Disabled"));
    table.put("ScheduleKeyDeletion", this::scheduleDeletion);
    table.put("CancelKeyDeletion", this::cancelDeletion);
    table.put("EnableKeyRotation", params -> rotation(params, true));
    table.put("DisableKeyRotation", params -> rotation(params, false));
    table.put("GetKeyRotationStatus", this::rotationStatus);
    table.put("RotateKeyOnDemand", this::rotate);
  }

  private KmsKey key(Params params) {
    return keys.find(params.text("KeyId"));
  }

  private ObjectNode create(Params params) {
    String spec = params.text("KeySpec", "SYMMETRIC_DEFAULT");
    if (!spec.equals("SYMMETRIC_DEFAULT")) {
      throw new ApiError("UnsupportedOperationException", "The emulator has symmetric keys only");
    }
    KmsKey key = keys.create(params.flag("MultiRegion"));
    key.description = params.text("Description", "");
    return metadata(key);
  }

  private static ObjectNode metadata(KmsKey key) {
    ObjectNode answer = Json.object();
    answer.set("KeyMetadata", key.json());
    return answer;
  }

  private ObjectNode alias(Params params, boolean move) {
    keys.alias(params.text("AliasName"), keys.find(params.text("TargetKeyId")), move);
    return Json.object();
  }

  private ObjectNode state(Params params, String state) {
    KmsKey key = key(params);
    if (key.state.equals("PendingDeletion")) {
      throw new ApiError("KMSInvalidStateException", key.arn + " is pending deletion.");
    }
    key.state = state;
    return Json.object();
  }

  private ObjectNode scheduleDeletion(Params params) {
    KmsKey key = key(params);
    int days = params.number("PendingWindowInDays", 30, 7, 30);
    key.state = "PendingDeletion";
    key.deletionMillis = keys.clock.millis() + Duration.ofDays(days).toMillis();
    ObjectNode answer =
        Json.object()
            .put("KeyId", key.arn)
            .put("KeyState", key.state)
            .put("PendingWindowInDays", days);
    Json.putTime(answer, "DeletionDate", key.deletionMillis);
    return answer;
  }

  private ObjectNode cancelDeletion(Params params) {
    KmsKey key = key(params);
    if (!key.state.equals("PendingDeletion")) {
      throw new ApiError("KMSInvalidStateException", key.arn + " is not pending deletion.");
    }
    key.state = "Disabled";
    key.deletionMillis = 0;
    return Json.object().put("KeyId", key.arn);
  }

  private ObjectNode rotation(Params params, boolean on) {
    KmsKey key = key(params);
    key.requireUsable();
    key.rotates = on;
    return Json.object();
  }

  private ObjectNode rotationStatus(Params params) {
    KmsKey key = key(params);
    return Json.object().put("KeyId", key.arn).put("KeyRotationEnabled", key.rotates);
  }

  private ObjectNode rotate(Params params) {
    KmsKey key = key(params);
    key.requireUsable();
    key.rotate();
    return Json.object().put("KeyId", key.arn);
  }
}
