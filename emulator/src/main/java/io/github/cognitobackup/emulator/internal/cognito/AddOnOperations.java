package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Images;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Threat protection, delivery of logs and the look of the classic hosted pages. */
final class AddOnOperations implements Handler.Family {

  /** The key under which what holds for the whole pool is kept. */
  private static final String ALL = "ALL";

  private static final int MOST_IMAGE_BYTES = 131_072;

  private final Account account;
  private final Images images;

  AddOnOperations(Account account, Images images) {
    this.account = account;
    this.images = images;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("DescribeRiskConfiguration", this::describeRisk);
    table.put("SetRiskConfiguration", this::setRisk);
    table.put("GetLogDeliveryConfiguration", this::getLogDelivery);
    table.put("SetLogDeliveryConfiguration", this::setLogDelivery);
    table.put("GetUICustomization", this::getCustomization);
    table.put("SetUICustomization", this::setCustomization);
  }

  private static void requireThreatProtection(Pool pool) {
    String mode = pool.settings.path("UserPoolAddOns").path("AdvancedSecurityMode").asText("OFF");
    if (mode.equals("OFF")) {
      throw new ApiError("UserPoolAddOnNotEnabledException", "User pool add-ons are not enabled.");
    }
  }

  private ObjectNode describeRisk(Params params) {
    Pool pool = account.pool(params);
    requireThreatProtection(pool);
    ObjectNode risk = pool.risks.get(client(pool, params));
    ObjectNode answer = Json.object();
    answer.set("RiskConfiguration", risk == null ? owner(pool, params) : risk);
    return answer;
  }

  private ObjectNode setRisk(Params params) {
    Pool pool = account.pool(params);
    requireThreatProtection(pool);
    ObjectNode risk = params.tree().deepCopy();
    Json.putTime(risk, "LastModifiedDate", account.now());
    pool.risks.put(client(pool, params), risk);
    return answer("RiskConfiguration", risk);
  }

  private ObjectNode getLogDelivery(Params params) {
    Pool pool = account.pool(params);
    ObjectNode delivery = pool.logDelivery.deepCopy().put("UserPoolId", pool.id);
    if (!delivery.has("LogConfigurations")) {
      delivery.putArray("LogConfigurations");
    }
    return answer("LogDeliveryConfiguration", delivery);
  }

  private ObjectNode setLogDelivery(Params params) {
    Pool pool = account.pool(params);
    if (params.at("LogConfigurations").size() > 2) {
      throw ApiError.constraint(
          "LogConfigurations",
          Integer.toString(params.at("LogConfigurations").size()),
          "Member must have length less than or equal to 2");
    }
    for (JsonNode delivery : params.at("LogConfigurations")) {
      boolean events = delivery.path("EventSource").asText().equals("userAuthEvents");
      if (events && !pool.settings.path("UserPoolTier").asText("ESSENTIALS").equals("PLUS")) {
        throw new ApiError(
            "FeatureUnavailableInTierException",
            "The feature user authentication events is not available in the pool's tier.");
      }
    }
    pool.logDelivery = params.tree().deepCopy();
    return getLogDelivery(params);
  }

  private ObjectNode getCustomization(Params params) {
    Pool pool = account.pool(params);
    TreeMap<String, ObjectNode> all = pool.customizations;
    ObjectNode own = all.get(params.text("ClientId", ALL));
    ObjectNode found = own == null ? all.get(ALL) : own;
    return answer("UICustomization", found == null ? Json.object() : found);
  }

  private ObjectNode setCustomization(Params params) {
    Pool pool = account.pool(params);
    if (account.domains.values().stream()
        .noneMatch(domain -> domain.path("UserPoolId").asText().equals(pool.id))) {
      throw ApiError.invalid("There has to be an existing domain associated with this user pool");
    }
    String client = client(pool, params);
    ObjectNode customization = params.tree().deepCopy().put("ClientId", client);
    JsonNode image = customization.remove("ImageFile");
    if (image != null) {
      byte[] picture = Base64.getDecoder().decode(image.asText());
      if (picture.length > MOST_IMAGE_BYTES) {
        throw ApiError.constraint(
            "ImageFile",
            "***",
            "Member must have length less than or equal to " + MOST_IMAGE_BYTES);
      }
      customization.put("ImageUrl", images.put(picture));
    }
    customization.put("CSSVersion", "20190128172214");
    Json.putTime(customization, "CreationDate", account.now());
    Json.putTime(customization, "LastModifiedDate", account.now());
    pool.customizations.put(client, customization);
    return answer("UICustomization", customization);
  }

  private static String client(Pool pool, Params params) {
    String client = params.text("ClientId", ALL);
    if (!client.equals(ALL)) {
      pool.client(client);
    }
    return client;
  }

  private static ObjectNode owner(Pool pool, Params params) {
    ObjectNode owner = Json.object().put("UserPoolId", pool.id);
    if (params.has("ClientId")) {
      owner.put("ClientId", params.text("ClientId"));
    }
    return owner;
  }

  private static ObjectNode answer(String member, ObjectNode value) {
    ObjectNode answer = Json.object();
    answer.set(member, value);
    return answer;
  }
}
