package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The look of managed login and the terms that it shows. */
final class BrandingOperations implements Handler.Family {

  private static final int MOST_STYLES = 20;
  private static final int MOST_ASSETS = 40;
  private static final int MOST_REQUEST_CHARACTERS = 2_000_000;
  private static final int MOST_TERMS = 40;

  private final Account account;
  private final Paging paging;

  BrandingOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateManagedLoginBranding", this::createBranding);
    table.put("DescribeManagedLoginBrandingByClient", this::describeBranding);
    table.put("DescribeManagedLoginBranding", this::describeBrandingById);
    table.put("UpdateManagedLoginBranding", this::updateBranding);
    table.put("DeleteManagedLoginBranding", this::deleteBranding);
    table.put("CreateTerms", this::createTerms);
    table.put("DescribeTerms", this::describeTerms);
    table.put("DescribeTermsByClient", this::describeTermsByClient);
    table.put("UpdateTerms", this::updateTerms);
    table.put("DeleteTerms", this::deleteTerms);
    table.put("ListTerms", this::listTerms);
  }

  private ObjectNode createBranding(Params params) {
    Pool pool = account.pool(params);
    String client = params.text("ClientId");
    pool.client(client);
    if (pool.brandings.containsKey(client)) {
      throw new ApiError(
          "ManagedLoginBrandingExistsException", "The client has a branding style already.");
    }
    if (pool.brandings.size() == MOST_STYLES) {
      throw new ApiError("LimitExceededException", "A pool has at most 20 branding styles.");
    }
    checkStyle(params);
    ObjectNode branding = params.tree().deepCopy();
    branding.remove("ClientId");
    branding.put("ManagedLoginBrandingId", UUID.randomUUID().toString());
    stamp(branding);
    pool.brandings.put(client, branding);
    return answer("ManagedLoginBranding", branding);
  }

  private ObjectNode describeBranding(Params params) {
    Pool pool = account.pool(params);
    String client = params.text("ClientId");
    pool.client(client);
    ObjectNode branding = pool.brandings.get(client);
    if (branding == null) {
      throw ApiError.notFound("No branding style is assigned to client " + client + ".");
    }
    return answer("ManagedLoginBranding", branding);
  }

  private ObjectNode describeBrandingById(Params params) {
    return answer("ManagedLoginBranding", branding(params).getValue());
  }

  /** Replaces the settings, and adds assets or replaces those of the same place. */
  private ObjectNode updateBranding(Params params) {
    checkStyle(params);
    ObjectNode branding = branding(params).getValue();
    JsonNode given = params.at("Assets");
    if (params.has("Settings")) {
      branding.set("Settings", params.at("Settings"));
    }
    boolean provided = params.flag("UseCognitoProvidedValues");
    branding.put("UseCognitoProvidedValues", provided);
    if (provided) {
      branding.remove(List.of("Settings", "Assets"));
    }
    for (JsonNode asset : given) {
      ArrayNode assets = branding.withArrayProperty("Assets");
      for (int i = assets.size() - 1; i >= 0; i--) {
        if (place(assets.get(i)).equals(place(asset))) {
          assets.remove(i);
        }
      }
      assets.add(asset);
    }
    Json.putTime(branding, "LastModifiedDate", account.now());
    return answer("ManagedLoginBranding", branding);
  }

  private static String place(JsonNode asset) {
    return asset.path("Category").asText() + ' ' + asset.path("ColorMode").asText();
  }

  private ObjectNode deleteBranding(Params params) {
    account.pool(params).brandings.remove(branding(params).getKey());
    return Json.object();
  }

  private Map.Entry<String, ObjectNode> branding(Params params) {
    String id = params.text("ManagedLoginBrandingId");
    return account.pool(params).brandings.entrySet().stream()
        .filter(each -> each.getValue().path("ManagedLoginBrandingId").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiError.notFound("Branding style " + id + " does not exist."));
  }

  private static void checkStyle(Params params) {
    if (params.flag("UseCognitoProvidedValues")
        && (params.has("Settings") || params.has("Assets"))) {
      throw ApiError.invalid("Settings and Assets exclude UseCognitoProvidedValues");
    }
    JsonNode assets = params.at("Assets");
    if (assets.size() > MOST_ASSETS) {
      throw ApiError.constraint(
          "Assets",
          Integer.toString(assets.size()),
          "Member must have length less than or equal to " + MOST_ASSETS);
    }
    int characters = 0;
    for (JsonNode asset : assets) {
      characters += asset.path("Bytes").asText().length();
    }
    if (characters > MOST_REQUEST_CHARACTERS) {
      throw ApiError.invalid("The request is larger than 2 MB");
    }
  }

  private ObjectNode createTerms(Params params) {
    Pool pool = account.pool(params);
    String client = params.text("ClientId");
    pool.client(client);
    String name = params.text("TermsName");
    for (ObjectNode other : pool.terms.values()) {
      if (other.path("ClientId").asText().equals(client)
          && other.path("TermsName").asText().equals(name)) {
        throw new ApiError("TermsExistsException", "The client has such terms already.");
      }
    }
    if (pool.terms.size() == MOST_TERMS) {
      throw new ApiError("LimitExceededException", "A pool has at most 40 terms documents.");
    }
    ObjectNode terms = params.tree().deepCopy();
    String id = UUID.randomUUID().toString();
    terms.put("TermsId", id);
    stamp(terms);
    pool.terms.put(id, terms);
    return answer("Terms", terms);
  }

  private ObjectNode describeTerms(Params params) {
    return answer("Terms", terms(params));
  }

  private ObjectNode describeTermsByClient(Params params) {
    Pool pool = account.pool(params);
    String client = params.text("ClientId");
    String name = params.text("TermsName");
    return pool.terms.values().stream()
        .filter(each -> each.path("ClientId").asText().equals(client))
        .filter(each -> each.path("TermsName").asText().equals(name))
        .findFirst()
        .map(each -> answer("Terms", each))
        .orElseThrow(() -> ApiError.notFound("The client has no such terms."));
  }

  private ObjectNode updateTerms(Params params) {
    ObjectNode terms = terms(params);
    terms.setAll(params.tree().deepCopy());
    Json.putTime(terms, "LastModifiedDate", account.now());
    return answer("Terms", terms);
  }

  private ObjectNode deleteTerms(Params params) {
    terms(params);
    account.pool(params).terms.remove(params.text("TermsId"));
    return Json.object();
  }

  private ObjectNode terms(Params params) {
    String id = params.text("TermsId");
    ObjectNode terms = account.pool(params).terms.get(id);
    if (terms == null) {
      throw ApiError.notFound("Terms " + id + " do not exist.");
    }
    return terms;
  }

  private ObjectNode listTerms(Params params) {
    Pool pool = account.pool(params);
    return paging.page(
        "ListTerms " + pool.id,
        params,
        params.number("MaxResults", 60, 1, 60),
        "Terms",
        pool.terms,
        entry ->
            entry
                .getValue()
                .deepCopy()
                .retain("TermsId", "TermsName", "Enforcement", "CreationDate", "LastModifiedDate"));
  }

  private void stamp(ObjectNode json) {
    Json.putTime(json, "CreationDate", account.now());
    Json.putTime(json, "LastModifiedDate", account.now());
  }

  private static ObjectNode answer(String member, ObjectNode value) {
    ObjectNode answer = Json.object();
    answer.set(member, value);
    return answer;
  }
}
