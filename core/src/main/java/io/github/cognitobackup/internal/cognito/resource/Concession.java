package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What may be written of a resource after the whole was refused.
 *
 * @param leftOut the members that are not as they were wanted
 * @param document the document without them
 */
public record Concession(List<String> leftOut, ObjectNode document) {

  /** Copies the list. */
  public Concession {
    leftOut = List.copyOf(leftOut);
  }
}
