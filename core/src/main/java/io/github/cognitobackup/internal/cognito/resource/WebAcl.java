package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.Set;

/** The web ACL that protects a pool. Cognito does not know it; the caller of a backup tells it. */
public final class WebAcl extends Information {

  /** The type of the document, and its member. */
  public static final String TYPE = "web-acl";

  public static final String ARN = "WebACLArn";

  /** The document of an association. */
  public static Resource of(String arn) {
    return new Resource(TYPE, "", JsonNodeFactory.instance.objectNode().put(ARN, arn));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of();
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    // a backup is told it
  }
}
