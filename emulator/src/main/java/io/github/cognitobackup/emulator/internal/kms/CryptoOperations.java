package io.github.cognitobackup.emulator.internal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** Using keys: data keys, encryption, decryption. */
final class CryptoOperations {

  private static final int LONGEST_PLAINTEXT = 4096;
  private static final int LONGEST_CIPHERTEXT = 6144;
  private static final int LONGEST_DATA_KEY = 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyRing keys;

  CryptoOperations(KeyRing keys) {
    this.keys = keys;
  }

  void register(Map<String, Function<Params, ObjectNode>> table) {
    table.put("GenerateDataKey", params -> generate(params, true));
    table.put("GenerateDataKeyWithoutPlaintext", params -> generate(params, false));
    table.put("Encrypt", this::encrypt);
    table.put("Decrypt", this::decrypt);
    table.put("ReEncrypt", this::reEncrypt);
  }

  private ObjectNode generate(Params params, boolean withPlaintext) {
    KmsKey key = keys.find(params.text("KeyId"));
    key.requireUsable();
    byte[] dataKey = new byte[length(params)];
    refuseDryRun(params);
    RANDOM.nextBytes(dataKey);
    ObjectNode answer =
        Json.object()
            .put(
                "CiphertextBlob", CiphertextBlob.seal(key, dataKey, params.at("EncryptionContext")))
            .put("KeyId", key.arn);
    return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
  }

  private static int length(Params params) {
    boolean named = params.has("KeySpec");
    if (named == params.has("NumberOfBytes")) {
      throw invalid("Please specify either number of bytes or key spec.");
    }
    if (!named) {
      int length = params.at("NumberOfBytes").asInt();
      if (length < 1 || length > LONGEST_DATA_KEY) {
        throw invalid("NumberOfBytes lies between 1 and " + LONGEST_DATA_KEY);
      }
      return length;
    }
    return switch (params.text("KeySpec")) {
      case "AES_256" -> 32;
      case "AES_128" -> 16;
      default -> throw invalid("KeySpec is AES_256 or AES_128");
    };
  }

  private ObjectNode encrypt(Params params) {
    KmsKey key = keys.find(params.text("KeyId"));
    key.requireUsable();
    byte[] plaintext = blob(params, "Plaintext", LONGEST_PLAINTEXT);
    refuseDryRun(params);
    return Json.object()
        .put("CiphertextBlob", CiphertextBlob.seal(key, plaintext, params.at("EncryptionContext")))
        .put("KeyId", key.arn)
        .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  private ObjectNode decrypt(Params params) {
    byte[] blob = blob(params, "CiphertextBlob", LONGEST_CIPHERTEXT);
    KmsKey key = keyOf(blob, params, "KeyId");
    byte[] plaintext = CiphertextBlob.open(key, blob, params.at("EncryptionContext"));
    refuseDryRun(params);
    return Json.object()
        .put("Plaintext", plaintext)
        .put("KeyId", key.arn)
        .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  private ObjectNode reEncrypt(Params params) {
    byte[] blob = blob(params, "CiphertextBlob", LONGEST_CIPHERTEXT);
    KmsKey source = keyOf(blob, params, "SourceKeyId");
    byte[] plaintext = CiphertextBlob.open(source, blob, params.at("SourceEncryptionContext"));
    KmsKey destination = keys.find(params.text("DestinationKeyId"));
    destination.requireUsable();
    refuseDryRun(params);
    byte[] sealed =
        CiphertextBlob.seal(destination, plaintext, params.at("DestinationEncryptionContext"));
    return Json.object()
        .put("CiphertextBlob", sealed)
        .put("SourceKeyId", source.arn)
        .put("KeyId", destination.arn)
        .put("SourceEncryptionAlgorithm", "SYMMETRIC_DEFAULT")
        .put("DestinationEncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  private KmsKey keyOf(byte[] blob, Params params, String member) {
    String sealedBy = CiphertextBlob.keyId(blob);
    if (!params.has(member)) {
      KmsKey key = keys.find(sealedBy);
      key.requireUsable();
      return key;
    }
    KmsKey named = keys.find(params.text(member));
    named.requireUsable();
    if (!named.id.equals(sealedBy)) {
      throw new ApiError(
          "IncorrectKeyException",
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
    return named;
  }

  private static byte[] blob(Params params, String member, int longest) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(params.text(member));
    } catch (IllegalArgumentException e) {
      throw invalid(member + " is not base64");
    }
    if (bytes.length < 1 || bytes.length > longest) {
      throw invalid(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length between 1 and "
              + longest);
    }
    return bytes;
  }

  private static void refuseDryRun(Params params) {
    if (params.flag("DryRun")) {
      throw new ApiError(
          "DryRunOperationException", "The request would have succeeded, but DryRun was set.");
    }
  }

  private static ApiError invalid(String message) {
    return new ApiError("ValidationException", message);
  }
}
