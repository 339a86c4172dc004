package io.github.cognitobackup.emulator.internal.kms;

import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys and aliases of an account. Keys of other Regions are kept under their ARN. */
final class KeyRing {

  final String region;
  final String accountId;
  final Clock clock;
  private final Map<String, KmsKey> byArn = new LinkedHashMap<>();
  private final Map<String, String> aliases = new TreeMap<>();

  KeyRing(String region, String accountId, Clock clock) {
    this.region = region;
    this.accountId = accountId;
    this.clock = clock;
  }

  KmsKey create(boolean multiRegion) {
    String id =
        multiRegion
            ? "mrk-" + UUID.randomUUID().toString().replace("-", "")
            : UUID.randomUUID().toString();
    return add(new KmsKey(id, arn(region, "key/" + id), accountId, multiRegion, clock.millis()));
  }

  KmsKey create(String id) {
    String arn = arn(region, "key/" + id);
    if (byArn.containsKey(arn)) {
      throw new IllegalArgumentException("there is a key " + arn);
    }
    return add(new KmsKey(id, arn, accountId, false, clock.millis()));
  }

  KmsKey replicate(KmsKey primary, String toRegion) {
    if (!primary.multiRegion) {
      throw new ApiError("UnsupportedOperationException", primary.arn + " is a single-Region key");
    }
    return add(
        new KmsKey(
            primary.id,
            arn(toRegion, "key/" + primary.id),
            accountId,
            true,
            clock.millis(),
            primary.materials));
  }

  private KmsKey add(KmsKey key) {
    byArn.put(key.arn, key);
    return key;
  }

  void alias(String alias, KmsKey key, boolean mayMove) {
    if (!alias.startsWith("alias/")) {
      throw new ApiError("ValidationException", "An alias starts with alias/");
    }
    if (!mayMove && aliases.containsKey(alias)) {
      throw new ApiError(
          "AlreadyExistsException",
          "An alias with the name " + arn(region, alias) + " already exists");
    }
    aliases.put(alias, key.arn);
  }

  /** The key that one of the four forms of a key id means. */
  KmsKey find(String keyId) {
    KmsKey key = lookUp(keyId);
    if (key == null) {
      throw new ApiError(
          "NotFoundException",
          (keyId.contains("alias/") ? "Alias " : "Key ") + "'" + keyId + "' is not found.");
    }
    return key;
  }

  private @Nullable KmsKey lookUp(String keyId) {
    if (keyId.startsWith("alias/")) {
      String arn = aliases.get(keyId);
      return arn == null ? null : byArn.get(arn);
    }
    if (!keyId.startsWith("arn:")) {
      return byArn.get(arn(region, "key/" + keyId));
    }
    String aliasPrefix = arn(region, "");
    return keyId.startsWith(aliasPrefix + "alias/")
        ? lookUp(keyId.substring(aliasPrefix.length()))
        : byArn.get(keyId);
  }

  private String arn(String inRegion, String resource) {
    return "arn:aws:kms:" + inRegion + ":" + accountId + ":" + resource;
  }
}
