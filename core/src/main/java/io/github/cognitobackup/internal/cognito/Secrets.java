package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The secrets in a resource's document. */
public final class Secrets {

  private static final Set<String> NAMES = Set.of("ClientSecret", "client_secret", "private_key");

  private Secrets() {}

  /**
   * Sets each secret to null, which tells that there was one; gives the names of those that were
   * set.
   */
  public static List<String> leaveOut(ObjectNode document) {
    List<String> found = new ArrayList<>();
    document
        .properties()
        .forEach(
            member -> {
              if (member.getValue() instanceof ObjectNode inner) {
                found.addAll(leaveOut(inner));
              } else if (NAMES.contains(member.getKey()) && !member.getValue().isNull()) {
                found.add(member.getKey());
              }
            });
    found.stream().filter(document::has).forEach(document::putNull);
    return found;
  }
}
