package io.github.cognitobackup.emulator.internal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.internal.protocol.Service;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** AWS KMS: symmetric keys only. */
public final class KmsService implements Service {

  private static final Set<String> STATES =
      Set.of(
          "Enabled",
          "Disabled",
          "PendingDeletion",
          "PendingReplicaDeletion",
          "PendingImport",
          "Unavailable",
          "Creating",
          "Updating");

  private final KeyRing keys;
  private final Map<String, Function<Params, ObjectNode>> operations = new HashMap<>();

  /** A ring without keys. */
  public KmsService(String region, String accountId, Clock clock) {
    keys = new KeyRing(region, accountId, clock);
    new CryptoOperations(keys).register(operations);
    new KeyOperations(keys).register(operations);
  }

  @Override
  public String target() {
    return "TrentService";
  }

  @Override
  public synchronized byte[] call(String operation, Params params) {
    Function<Params, ObjectNode> handler = operations.get(operation);
    if (handler == null) {
      throw new ApiError("UnknownOperationException", null);
    }
    return Json.bytes(handler.apply(params));
  }

  /** Creates a key and gives its ARN. */
  public synchronized String createKey(boolean multiRegion) {
    return keys.create(multiRegion).arn;
  }

  /** Creates a key of one Region under an id and gives its ARN. */
  public synchronized String createKey(String id) {
    return keys.create(id).arn;
  }

  /** Makes the sibling of a multi-Region key and gives its ARN. */
  public synchronized String replicate(String keyId, String region) {
    return keys.replicate(keys.find(keyId), region).arn;
  }

  /** The ARN of a key. */
  public synchronized String arn(String keyId) {
    return keys.find(keyId).arn;
  }

  /** Points an alias at a key. */
  public synchronized void alias(String alias, String keyId) {
    keys.alias(alias, keys.find(keyId), true);
  }

  /** Puts a key into a state. */
  public synchronized void state(String keyId, String state) {
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException("no such key state: " + state);
    }
    keys.find(keyId).state = state;
  }

  /** Gives a key new material; what was sealed before stays readable. */
  public synchronized void rotate(String keyId) {
    keys.find(keyId).rotate();
  }
}
