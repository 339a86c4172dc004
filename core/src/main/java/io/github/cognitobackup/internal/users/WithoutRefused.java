package io.github.cognitobackup.internal.users;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes the attributes of one user without those that Cognito refuses. Which they are is taken
 * from the text of the refusal where it names them, else from the pool's schema, else found by
 * halving. The number of calls is bounded: what is not found within it is left out. A verified flag
 * goes with the address that it is about. Not thread-safe.
 */
final class WithoutRefused {

  /** How often a creation is tried at most, but for refusals that name what they are about. */
  static final int CREATIONS = 10;

  /** How often an update is tried at most. */
  static final int UPDATES = 12;

  private final SuspectValues suspects;
  private final Predicate<String> kept;
  private final Predicate<String> onlyAtCreation;
  private final Map<String, SdkException> leftOut = new LinkedHashMap<>();
  private final Map<String, String> untried = new LinkedHashMap<>();
  private int updates;

  /**
   * Prepares.
   *
   * @param suspects tells what may be refused
   * @param kept tells what cannot be left out, for it is the user's name
   * @param onlyAtCreation tells what no update can set
   */
  WithoutRefused(SuspectValues suspects, Predicate<String> kept, Predicate<String> onlyAtCreation) {
    this.suspects = suspects;
    this.kept = kept;
    this.onlyAtCreation = onlyAtCreation;
  }

  /** What was left out, and by which refusal. */
  Map<String, SdkException> leftOut() {
    return leftOut;
  }

  /** What a creation left out without proof; an {@link #update} can tell. */
  Map<String, String> untried() {
    return untried;
  }

  /**
   * Creates the user with as much as Cognito takes at once.
   *
   * @return what the creation that succeeded returned
   * @throws SdkException when the user cannot be created whatever is left out
   */
  <R> R create(Map<String, String> attributes, Function<Map<String, String>, R> creation) {
    Map<String, String> sent = new LinkedHashMap<>(attributes);
    for (int attempt = 1; ; attempt++) {
      try {
        return creation.apply(sent);
      } catch (SdkException e) {
        List<Map<String, String>> units = removable(sent);
        if (!Refusal.is(e) || Refusal.of(e).ofUsername() || units.isEmpty()) {
          throw e;
        }
        Set<String> culprits = culprits(e, sent);
        culprits.removeIf(kept);
        if (!culprits.isEmpty()) {
          leaveOut(take(sent, culprits), e);
        } else if (units.size() == 1) {
          leaveOut(take(sent, units.get(0).keySet()), e);
        } else {
          // the last try is with the user's name alone
          int from = attempt >= CREATIONS - 1 ? 0 : units.size() / 2;
          for (Map<String, String> unit : units.subList(from, units.size())) {
            take(sent, unit.keySet());
            if (unit.keySet().stream().anyMatch(onlyAtCreation)) {
              leaveOut(unit, e);
            } else {
              untried.putAll(unit);
            }
          }
        }
      }
    }
  }

  /** Updates the user with as much as Cognito takes. */
  void update(Map<String, String> attributes, Consumer<Map<String, String>> update) {
    Deque<Map<String, String>> work = new ArrayDeque<>();
    work.push(attributes);
    SdkException last = null;
    while (!work.isEmpty()) {
      Map<String, String> sent = new LinkedHashMap<>(work.pop());
      if (last != null && updates == UPDATES) {
        leaveOut(sent, last);
        continue;
      }
      try {
        updates++;
        update.accept(sent);
      } catch (SdkException e) {
        if (!Refusal.is(e)) {
          throw e;
        }
        last = e;
        Set<String> culprits = culprits(e, sent);
        List<Map<String, String>> units = units(sent);
        if (!culprits.isEmpty()) {
          units.stream()
              .filter(unit -> unit.keySet().stream().anyMatch(culprits::contains))
              .forEach(unit -> leaveOut(take(sent, unit.keySet()), e));
          if (!sent.isEmpty()) {
            work.push(sent);
          }
        } else if (units.size() == 1) {
          leaveOut(sent, e);
        } else {
          work.push(joined(units.subList(units.size() / 2, units.size())));
          work.push(joined(units.subList(0, units.size() / 2)));
        }
      }
    }
  }

  private void leaveOut(Map<String, String> attributes, SdkException refusal) {
    attributes.keySet().forEach(name -> leftOut.put(name, refusal));
  }

  private Set<String> culprits(SdkException refusal, Map<String, String> sent) {
    Set<String> named = Refusal.of(refusal).names(sent.keySet());
    return named.isEmpty() ? suspects.among(sent) : named;
  }

  /** What may be left out; what only a creation can set comes first, to be taken out last. */
  private List<Map<String, String>> removable(Map<String, String> sent) {
    Map<String, String> removable = new LinkedHashMap<>(sent);
    removable.keySet().removeIf(kept);
    List<Map<String, String>> units = units(removable);
    units.sort(Comparator.comparing(unit -> unit.keySet().stream().noneMatch(onlyAtCreation)));
    return units;
  }

  /** An address and its flag together, every other attribute by itself. */
  private static List<Map<String, String>> units(Map<String, String> attributes) {
    Map<String, Map<String, String>> units = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) ->
            units.computeIfAbsent(contact(name), unit -> new LinkedHashMap<>()).put(name, value));
    return new ArrayList<>(units.values());
  }

  private static Map<String, String> joined(List<Map<String, String>> units) {
    Map<String, String> all = new LinkedHashMap<>();
    units.forEach(all::putAll);
    return all;
  }

  /** Takes attributes out, and with an address its flag; gives what was taken. */
  private static Map<String, String> take(Map<String, String> from, Collection<String> names) {
    Set<String> gone = new LinkedHashSet<>(names);
    from.keySet().stream().filter(name -> names.contains(contact(name))).forEach(gone::add);
    Map<String, String> taken = new LinkedHashMap<>(from);
    taken.keySet().retainAll(gone);
    from.keySet().removeAll(gone);
    return taken;
  }

  /** The address that a flag is about, and every other attribute itself. */
  private static String contact(String name) {
    return switch (name) {
      case "email_verified" -> "email";
      case "phone_number_verified" -> "phone_number";
      default -> name;
    };
  }
}
