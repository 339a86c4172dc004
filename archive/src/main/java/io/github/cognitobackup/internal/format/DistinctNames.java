package io.github.cognitobackup.internal.format;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives entries names that differ on every file system, also on those that fold case or normalize
 * Unicode, and that are no devices of Windows: the same names everywhere. What is written first
 * keeps its name; one that would fall together with it gets a number, {@code admin~2.json}.
 */
final class DistinctNames {

  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
  private static final String DEVICE_WITH_NUMBER = "(com|lpt)[0-9]";

  private final Map<String, String> given = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Returns the path under which an entry is written. */
  String of(String path) {
    StringBuilder result = new StringBuilder();
    StringBuilder original = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      original.append('/').append(segment);
      result.append('/').append(distinct(original.toString(), result.toString(), segment));
    }
    return result.substring(1);
  }

  private String distinct(String original, String folder, String segment) {
    return given.computeIfAbsent(
        original,
        first -> {
          String name = isDevice(segment) ? numbered(segment, 2) : segment;
          for (int number = 2; !taken.add(folder + '/' + fold(name)); number++) {
            name = numbered(segment, number);
          }
          return name;
        });
  }

  private static boolean isDevice(String segment) {
    String stem = fold(segment).split("\\.", 2)[0];
    return DEVICES.contains(stem) || stem.matches(DEVICE_WITH_NUMBER);
  }

  private static String numbered(String name, int number) {
    int dot = name.indexOf('.', 1);
    return dot < 0
        ? name + '~' + number
        : name.substring(0, dot) + '~' + number + name.substring(dot);
  }

  private static String fold(String name) {
    String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}
