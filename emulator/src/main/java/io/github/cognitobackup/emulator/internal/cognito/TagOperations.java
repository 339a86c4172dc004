package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;

/** The tags of a pool. */
final class TagOperations implements Handler.Family {

  private static final int MOST_TAGS = 50;

  private final Account account;

  TagOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("ListTagsForResource", this::list);
    table.put("TagResource", this::tag);
    table.put("UntagResource", this::untag);
  }

  static void check(JsonNode tags) {
    if (tags.size() > MOST_TAGS) {
      throw new ApiError("UserPoolTaggingException", "More than " + MOST_TAGS + " tags");
    }
    tags.properties()
        .forEach(
            tag -> {
              if (tag.getKey().startsWith("aws:")) {
                throw new ApiError("UserPoolTaggingException", "Tag keys must not start with aws:");
              }
              if (tag.getKey().length() > 128 || tag.getValue().asText().length() > 256) {
                throw ApiError.invalid("A tag key has at most 128 characters, a value 256");
              }
            });
  }

  private Pool pool(Params params) {
    String arn = params.text("ResourceArn");
    return account.pools.values().stream()
        .filter(pool -> pool.arn.equals(arn))
        .findFirst()
        .orElseThrow(() -> ApiError.notFound("Resource " + arn + " does not exist."));
  }

  private static ObjectNode tags(Pool pool) {
    return (ObjectNode) pool.settings.get("UserPoolTags");
  }

  private ObjectNode list(Params params) {
    ObjectNode answer = Json.object();
    answer.set("Tags", tags(pool(params)));
    return answer;
  }

  private ObjectNode tag(Params params) {
    Pool pool = pool(params);
    ObjectNode changed = tags(pool).deepCopy();
    if (params.at("Tags") instanceof ObjectNode added) {
      changed.setAll(added);
    }
    check(changed);
    pool.settings.set("UserPoolTags", changed);
    return Json.object();
  }

  private ObjectNode untag(Params params) {
    ObjectNode tags = tags(pool(params));
    params.at("TagKeys").forEach(key -> tags.remove(key.asText()));
    return Json.object();
  }
}
