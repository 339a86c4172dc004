package io.github.cognitobackup.internal.cognito.resource;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Which actual resource answers to which wanted one; each is given away once. */
public final class Pairing {

  private final Map<Resource, Resource> pairs = new LinkedHashMap<>();
  private final List<Resource> missing;
  private final List<Resource> extra;

  private Pairing(List<Resource> wanted, List<Resource> actual) {
    this.missing = new ArrayList<>(wanted);
    this.extra = new ArrayList<>(actual);
  }

  static Pairing by(Function<Resource, String> key, List<Resource> wanted, List<Resource> actual) {
    return none(wanted, actual).then(key);
  }

  static Pairing none(List<Resource> wanted, List<Resource> actual) {
    return new Pairing(wanted, actual);
  }

  /** Pairs those left over that have the same key, where only one on each side has it. */
  Pairing then(Function<Resource, String> key) {
    Map<String, List<Resource>> wantedByKey = index(missing, key);
    Map<String, List<Resource>> actualByKey = index(extra, key);
    wantedByKey.forEach(
        (name, candidates) -> {
          List<Resource> found = actualByKey.getOrDefault(name, List.of());
          if (candidates.size() == 1 && found.size() == 1) {
            take(candidates.get(0), found.get(0));
          }
        });
    return this;
  }

  /** Pairs those left over that are equal, one by one. */
  Pairing thenEqual(BiPredicate<Resource, Resource> equal) {
    for (Resource wanted : List.copyOf(missing)) {
      for (Iterator<Resource> left = extra.iterator(); left.hasNext(); ) {
        Resource actual = left.next();
        if (equal.test(wanted, actual)) {
          take(wanted, actual);
          break;
        }
      }
    }
    return this;
  }

  private void take(Resource wanted, Resource actual) {
    pairs.put(wanted, actual);
    missing.remove(wanted);
    extra.remove(actual);
  }

  /** The actual resource that answers to a wanted one. */
  public Optional<Resource> of(Resource wanted) {
    return Optional.ofNullable(pairs.get(wanted));
  }

  /** The pairs, wanted to actual. */
  public Map<Resource, Resource> pairs() {
    return Map.copyOf(pairs);
  }

  private static Map<String, List<Resource>> index(
      List<Resource> resources, Function<Resource, String> key) {
    Map<String, List<Resource>> index = new LinkedHashMap<>();
    resources.forEach(r -> index.computeIfAbsent(key.apply(r), k -> new ArrayList<>()).add(r));
    return index;
  }
}
