package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainRequest;

/** The prefix domain and the custom domain of a pool. Both names are unique in the world. */
public final class Domains implements ResourceKind {

  /** The type of a domain's document. */
  public static final String TYPE = "domains";

  /** The member in which Cognito tells where the DNS of a custom domain has to point. */
  public static final String DISTRIBUTION = "CloudFrontDistribution";

  /** The member that only custom domains have. */
  public static final String CUSTOM = "CustomDomainConfig";

  private static final String NAME = "Domain";
  private static final String VERSION = "ManagedLoginVersion";

  private static final List<String> READ_ONLY =
      List.of("UserPoolId", "AWSAccountId", "S3Bucket", DISTRIBUTION, "Version", "Status");

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("DescribeUserPoolDomain");
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of(NAME);
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    for (String name : outline.domains()) {
      try {
        var request = DescribeUserPoolDomainRequest.builder().domain(name).build();
        var answer = pool.ask(request, Operations.DESCRIBE_USER_POOL_DOMAIN);
        DomainDescriptionType domain = answer.response().domainDescription();
        if (domain == null || domain.domain() == null) {
          sink.incomplete(
              TYPE, name, "the pool names this domain, and Cognito does not describe it");
        } else {
          sink.resource(
              Resource.described(TYPE, name, domain, answer.wire().path("DomainDescription")));
        }
      } catch (SdkException e) {
        sink.unreadable(TYPE, name, e);
      }
    }
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(DomainDescriptionType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode domain = Documents.without(document, READ_ONLY);
    if (!domain.has(VERSION)) {
      domain.put(VERSION, 1); // the classic pages
    }
    return domain;
  }

  /** Says what a person can do about a name that is taken. */
  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    if (CognitoErrors.is(refusal, "InvalidParameterException") && now.isEmpty()) {
      throw new UnchangeableException(
          "the names of domains are unique in the world: delete the domain "
              + wanted.id()
              + " of the pool that has it and run the same command again, or give the pool"
              + " another domain by hand");
    }
    return Optional.empty();
  }

  /** How a domain fails over belongs to a replica, which a new pool does not have. */
  @Override
  public String create(Pool pool, Resource wanted) {
    ObjectNode domain = restorable(wanted.document());
    domain.remove("Routing");
    CreateUserPoolDomainRequest request =
        pool.request(domain, CreateUserPoolDomainRequest.builder());
    pool.callOnce(request, Operations.CREATE_USER_POOL_DOMAIN);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    UpdateUserPoolDomainRequest request =
        pool.request(restorable(wanted.document()), UpdateUserPoolDomainRequest.builder());
    pool.call(request, Operations.UPDATE_USER_POOL_DOMAIN);
  }
}
