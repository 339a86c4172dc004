package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;

/**
 * The tag by which a pool that a restore created holds the restore's id from its creation until the
 * restore is complete. A pool has room for fifty tags: where the archive's are as many, the last of
 * them is held back until this one goes.
 */
public final class RestoreTag {

  /** The tag's key. */
  public static final String KEY = "cognito-backup:restore";

  private static final int MOST_TAGS = 50;
  private static final String TAGS = "UserPoolTags";

  private RestoreTag() {}

  /** Whether a pool has the tag of a restore. */
  public static boolean isOn(JsonNode userPool, String restoreId) {
    return userPool.path(TAGS).path(KEY).asText().equals(restoreId);
  }

  /** An archived pool's description without the tag that is held back. */
  public static ObjectNode withRoom(ObjectNode userPool) {
    ObjectNode settings = userPool.deepCopy();
    heldBack(userPool).ifPresent(tag -> settings.withObject('/' + TAGS).remove(tag.getKey()));
    return settings;
  }

  private static Optional<Map.Entry<String, JsonNode>> heldBack(ObjectNode userPool) {
    TreeMap<String, JsonNode> tags = new TreeMap<>();
    ResourceKinds.SETTINGS
        .restorable(userPool)
        .path(TAGS)
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags.size() < MOST_TAGS ? Optional.empty() : Optional.of(tags.lastEntry());
  }

  /**
   * Takes the tag from a pool, and gives it the one that was held back by the same update.
   *
   * @param archived the description of the pool that was saved
   * @param isOwners whether an earlier run was complete, and the pool is its owner's since
   * @throws UnchangeableException when that update would reset what the owner has set
   */
  public static void remove(Pool pool, ObjectNode archived, boolean isOwners) {
    Resource actual = PoolSettings.read(pool);
    ObjectNode now = actual.document();
    Optional<Map.Entry<String, JsonNode>> heldBack = heldBack(archived);
    if (heldBack.isPresent()) {
      SdkLimits.update(actual)
          .filter(limit -> isOwners)
          .ifPresent(
              limit -> {
                throw new UnchangeableException(limit);
              });
      ObjectNode settings = PoolSettings.unchanged(now);
      ObjectNode tags = settings.withObject('/' + TAGS);
      tags.remove(KEY);
      if (!tags.has(heldBack.get().getKey())) {
        tags.set(heldBack.get().getKey(), heldBack.get().getValue());
      }
      PoolSettings.put(pool, settings, now);
    } else {
      pool.call(
          UntagResourceRequest.builder()
              .resourceArn(Documents.text(now, "Arn"))
              .tagKeys(KEY)
              .build(),
          Operations.UNTAG_RESOURCE);
    }
  }
}
