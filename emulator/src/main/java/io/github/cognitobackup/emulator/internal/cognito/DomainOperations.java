package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;
import java.util.regex.Pattern;

/** Prefix and custom domains; they are active at once. */
final class DomainOperations implements Handler.Family {

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?");

  private final Account account;

  DomainOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateUserPoolDomain", this::create);
    table.put("DescribeUserPoolDomain", this::describe);
    table.put("UpdateUserPoolDomain", this::update);
    table.put("DeleteUserPoolDomain", this::delete);
  }

  private ObjectNode create(Params params) {
    Pool pool = account.pool(params);
    String domain = params.text("Domain", 1, 253);
    boolean custom = params.has("CustomDomainConfig");
    if (!custom && !PREFIX.matcher(domain).matches()) {
      throw ApiError.constraint(
          "Domain", domain, "Member must satisfy regular expression pattern: " + PREFIX.pattern());
    }
    if (!custom
        && (domain.contains("aws") || domain.contains("amazon") || domain.contains("cognito"))) {
      throw ApiError.invalid("Domain cannot contain reserved word: aws, amazon or cognito");
    }
    if (account.domains.containsKey(domain)) {
      throw ApiError.invalid("Domain already associated with another user pool.");
    }
    for (ObjectNode other : account.domains.values()) {
      if (other.path("UserPoolId").asText().equals(pool.id)
          && other.has("CustomDomainConfig") == custom) {
        throw ApiError.invalid("User pool already has a domain configured.");
      }
    }
    ObjectNode description = params.tree().deepCopy();
    description
        .put("AWSAccountId", account.accountId)
        .put("S3Bucket", "aws-cognito-prod-" + account.region + "-assets")
        .put("CloudFrontDistribution", "d" + account.lowerLetters(13) + ".cloudfront.net")
        .put("Version", "20260101000000")
        .put("Status", "ACTIVE");
    if (!description.has("ManagedLoginVersion")) {
      description.put("ManagedLoginVersion", 1);
    }
    account.domains.put(domain, description);
    return answer(description);
  }

  private static ObjectNode answer(ObjectNode description) {
    ObjectNode answer = Json.object();
    answer.set("ManagedLoginVersion", description.get("ManagedLoginVersion"));
    if (description.has("CustomDomainConfig")) {
      answer.set("CloudFrontDomain", description.get("CloudFrontDistribution"));
    }
    return answer;
  }

  private ObjectNode describe(Params params) {
    ObjectNode answer = Json.object();
    ObjectNode description = account.domains.get(params.text("Domain"));
    answer.set("DomainDescription", description == null ? Json.object() : description);
    return answer;
  }

  private ObjectNode update(Params params) {
    ObjectNode description = find(params);
    description.setAll(params.tree());
    return answer(description);
  }

  private ObjectNode delete(Params params) {
    find(params);
    account.domains.remove(params.text("Domain"));
    return Json.object();
  }

  private ObjectNode find(Params params) {
    Pool pool = account.pool(params);
    ObjectNode description = account.domains.get(params.text("Domain"));
    if (description == null || !description.path("UserPoolId").asText().equals(pool.id)) {
      throw ApiError.notFound("No such domain or user pool exists.");
    }
    return description;
  }
}
