package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;
import java.util.UUID;

/** The look of managed login and the terms that it shows. */
final class BrandingOperations implements Handler.Family {

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
    table.put("CreateTerms", this::createTerms);
    table.put("DescribeTerms", this::describeTerms);
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
    ObjectNode terms = params.tree().deepCopy();
    String id = UUID.randomUUID().toString();
    terms.put("TermsId", id);
    stamp(terms);
    pool.terms.put(id, terms);
    return answer("Terms", terms);
  }

  private ObjectNode describeTerms(Params params) {
    String id = params.text("TermsId");
    ObjectNode terms = account.pool(params).terms.get(id);
    if (terms == null) {
      throw ApiError.notFound("Terms " + id + " do not exist.");
    }
    return answer("Terms", terms);
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
