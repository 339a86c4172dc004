package io.github.cognitobackup.cli;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pieces of reports in words, for people. */
final class Text {

  private Text() {}

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String content(long users, long memberships, Map<String, Long> resources) {
    long documents = resources.values().stream().mapToLong(Long::longValue).sum();
    return number(users)
        + " users, "
        + number(memberships)
        + " memberships, "
        + number(documents)
        + " resources";
  }

  static String size(long bytes, boolean sealed) {
    return number(bytes) + " bytes, " + (sealed ? "sealed" : "PLAIN TEXT");
  }

  static List<String> gaps(List<Manifest.Gap> gaps) {
    return gaps.stream().map(gap -> "missing: " + gap.resource() + ": " + gap.reason()).toList();
  }

  static List<String> resource(ResourceChange change) {
    List<String> lines = new ArrayList<>();
    lines.add(
        change.action().name().toLowerCase(Locale.ROOT)
            + "  "
            + change.type()
            + (change.name().isEmpty() ? "" : " \"" + change.name() + "\""));
    for (ResourceChange.MemberChange member : change.members()) {
      lines.add(
          "          "
              + member.path()
              + ": archive "
              + orNothing(member.archive())
              + ", pool "
              + orNothing(member.target()));
    }
    return lines;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "(none)" : text;
  }

  static String user(UserChange change) {
    String differs =
        change.differs().stream()
            .sorted()
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return change.action().name().toLowerCase(Locale.ROOT)
        + "  user "
        + change.sub()
        + " (line "
        + change.line()
        + ")"
        + (differs.isEmpty() ? "" : ": " + differs);
  }

  /** Names only what there is any of. */
  static String users(UserCounts users) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("create", users.create());
    counts.put("finish", users.finish());
    counts.put("update", users.update());
    counts.put("keep", users.keep());
    counts.put("unchanged", users.unchanged());
    counts.put("federated", users.federated());
    counts.put("skip", users.skip());
    String text =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getKey() + " " + number(count.getValue()))
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "no users" : "users: " + text;
  }
}
