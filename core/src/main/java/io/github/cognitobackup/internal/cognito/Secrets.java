package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The secrets in a resource's document. */
public final class Secrets {

  /** A text under such a name is a secret, but for what names one or tells of it. */
  private static final Pattern NAME =
      Pattern.compile("(?i).*(secret|private_?key|passw(or)?d|passphrase).*");

  private static final Pattern NO_SECRET = Pattern.compile("(?i).*(ids?|arns?|date|url|uri)");

  private Secrets() {}

  /**
   * Sets each secret to null, which tells that there was one; gives the names of those that were
   * set.
   */
  public static List<String> leaveOut(JsonNode document) {
    List<String> found = new ArrayList<>();
    leaveOut(document, found);
    return found;
  }

  private static void leaveOut(JsonNode node, List<String> found) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (isSecret(member.getKey(), member.getValue())) {
          found.add(member.getKey());
          member.setValue(NullNode.getInstance());
        } else {
          leaveOut(member.getValue(), found);
        }
      }
    } else {
      node.forEach(element -> leaveOut(element, found));
    }
  }

  private static boolean isSecret(String name, JsonNode value) {
    return value.isTextual() && NAME.matcher(name).matches() && !NO_SECRET.matcher(name).matches();
  }
}
