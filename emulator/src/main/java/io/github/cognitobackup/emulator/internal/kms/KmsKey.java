package io.github.cognitobackup.emulator.internal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A symmetric key: its material, old and new, and its state. */
final class KmsKey {

  private static final SecureRandom RANDOM = new SecureRandom();

  final String id;
  final String arn;
  final String accountId;
  final boolean multiRegion;
  final long created;
  final List<byte[]> materials;
  String description = "";
  String state = "Enabled";
  boolean rotates;
  long deletionMillis;

  KmsKey(String id, String arn, String accountId, boolean multiRegion, long created) {
    this(id, arn, accountId, multiRegion, created, new ArrayList<>());
    rotate();
  }

  /** A key that shares another's material, as the keys of a multi-Region key do. */
  KmsKey(
      String id,
      String arn,
      String accountId,
      boolean multiRegion,
      long created,
      List<byte[]> materials) {
    this.id = id;
    this.arn = arn;
    this.accountId = accountId;
    this.multiRegion = multiRegion;
    this.created = created;
    this.materials = materials;
  }

  void rotate() {
    byte[] material = new byte[32];
    RANDOM.nextBytes(material);
    materials.add(material);
  }

  void requireUsable() {
    switch (state) {
      case "Enabled", "Updating" -> {}
      case "Disabled" -> throw new ApiError("DisabledException", arn + " is disabled.");
      default -> throw new ApiError("KMSInvalidStateException", arn + " is " + state + ".");
    }
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("AWSAccountId", accountId)
            .put("Arn", arn)
            .put("KeyId", id)
            .put("Description", description)
            .put("Enabled", state.equals("Enabled"))
            .put("KeyState", state)
            .put("KeyUsage", "ENCRYPT_DECRYPT")
            .put("KeySpec", "SYMMETRIC_DEFAULT")
            .put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT")
            .put("KeyManager", "CUSTOMER")
            .put("Origin", "AWS_KMS")
            .put("MultiRegion", multiRegion);
    json.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
    Json.putTime(json, "CreationDate", created);
    if (deletionMillis > 0) {
      Json.putTime(json, "DeletionDate", deletionMillis);
    }
    return json;
  }
}
