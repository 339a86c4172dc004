package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the members that differ between two documents. Secrets are not shown. */
public final class JsonDifference {

  private static final int LONGEST_TEXT = 120;
  private static final Set<String> SECRETS =
      Set.of("ClientSecret", "client_secret", "private_key", "ExternalId");

  private static final String SECRET = "(secret)";

  private JsonDifference() {}

  /**
   * Finds what differs. An empty object or list is as good as none, the order in a list says
   * nothing, and a member that is null in the wanted document is not known and not compared; but a
   * secret that is null is one whose value is not known, and differs from none.
   */
  public static List<MemberChange> between(ObjectNode wanted, ObjectNode actual) {
    List<MemberChange> differences = new ArrayList<>();
    compare("", wanted, actual, differences);
    return differences;
  }

  private static void compare(
      String path, ObjectNode wanted, ObjectNode actual, List<MemberChange> differences) {
    Set<String> names = new TreeSet<>();
    wanted.fieldNames().forEachRemaining(names::add);
    actual.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode one = wanted.get(name);
      JsonNode other = actual.get(name);
      if (one != null && one.isNull()) {
        if (SECRETS.contains(name) && other == null) {
          differences.add(new MemberChange(path + name, SECRET, null));
        }
        continue;
      }
      if (one instanceof ObjectNode oneObject && other instanceof ObjectNode otherObject) {
        compare(path + name + ".", oneObject, otherObject, differences);
      } else if (!canonical(one).equals(canonical(other))) {
        differences.add(new MemberChange(path + name, shown(name, one), shown(name, other)));
      }
    }
  }

  private static String canonical(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return "";
    }
    if (node.isObject()) {
      TreeSet<String> members = new TreeSet<>();
      node.properties()
          .forEach(
              member -> {
                String value = canonical(member.getValue());
                if (!value.isEmpty()) {
                  members.add(member.getKey() + ':' + value);
                }
              });
      return members.isEmpty() ? "" : members.toString();
    }
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(canonical(element)));
      elements.sort(null);
      return elements.isEmpty() ? "" : elements.toString();
    }
    return node.isTextual() ? '"' + node.textValue() + '"' : node.asText();
  }

  private static @Nullable String shown(String name, @Nullable JsonNode node) {
    if (node == null || (node.isNull() && !SECRETS.contains(name))) {
      return null;
    }
    if (SECRETS.contains(name)) {
      return SECRET;
    }
    String text = node.isTextual() ? node.textValue() : masked(node.deepCopy()).toString();
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }

  private static JsonNode masked(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                if (SECRETS.contains(member.getKey())) {
                  member.setValue(TextNode.valueOf(SECRET));
                } else {
                  masked(member.getValue());
                }
              });
    } else {
      node.forEach(JsonDifference::masked);
    }
    return node;
  }
}
