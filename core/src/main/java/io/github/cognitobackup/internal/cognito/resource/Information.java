package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;

/** A kind that an archive holds for people, and that no restore gives back. */
abstract class Information implements ResourceKind {

  @Override
  public final boolean information() {
    return true;
  }

  @Override
  public final ObjectNode restorable(ObjectNode document) {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public final String create(Pool pool, Resource wanted) {
    throw new IllegalStateException(type() + " is not restored");
  }

  @Override
  public final void update(Pool pool, Resource wanted, Resource actual) {
    throw new IllegalStateException(type() + " is not restored");
  }
}
