package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import io.github.cognitobackup.restore.UserChange.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is known of the users of an archive, by line: written in any order, read range by range, so
 * that the heap holds one range at a time.
 */
public final class LineTable {

  /** How many lines a range has. */
  public static final int RANGE = 1 << 14;

  private static final int VERDICT = Integer.BYTES + 3;
  private static final int GROUP = 2 * Integer.BYTES;
  private static final int SUB = Integer.BYTES + Digests.LENGTH;

  private final Buckets verdicts;
  private final Buckets groups;
  private final Buckets subs;
  private final int lines;

  LineTable(int lines, SpillFile spill) {
    int ranges = Math.max(1, (lines + RANGE - 1) / RANGE);
    this.lines = lines;
    this.verdicts = new Buckets(ranges, VERDICT, spill);
    this.groups = new Buckets(ranges, GROUP, spill);
    this.subs = new Buckets(ranges, SUB, spill);
  }

  void verdict(int line, Verdict verdict, int differences, Facts facts) {
    byte[] bytes =
        ByteBuffer.allocate(VERDICT)
            .putInt(line)
            .put(verdict.code())
            .put((byte) differences)
            .put(facts.code())
            .array();
    verdicts.add(range(line), bytes);
  }

  void group(int line, int group) {
    groups.add(range(line), ByteBuffer.allocate(GROUP).putInt(line).putInt(group).array());
  }

  void sub(int line, byte[] sub) {
    subs.add(range(line), ByteBuffer.allocate(SUB).putInt(line).put(sub).array());
  }

  /** How many ranges there are. */
  public int ranges() {
    return verdicts.count();
  }

  /** The number of the range that a line lies in. */
  public static int range(long line) {
    return (int) ((line - 1) / RANGE);
  }

  /** Loads a range. */
  public Range load(int range) {
    return new Range(range);
  }

  /** Hands over all ranges, in their order. */
  public void forEachRange(Consumer<Range> consumer) {
    for (int range = 0; range < ranges(); range++) {
      consumer.accept(load(range));
    }
  }

  /** Walks the users of the archive; each range gives what takes its users. */
  public void forEachUser(Snapshot archive, Function<Range, Consumer<ArchivedUser>> ofRange) {
    try (Stream<ArchivedUser> stream = archive.users()) {
      Iterator<ArchivedUser> users = stream.iterator();
      for (int index = 0; index < ranges() && users.hasNext(); index++) {
        Range range = load(index);
        Consumer<ArchivedUser> consumer = ofRange.apply(range);
        for (int i = 0; i < range.length() && users.hasNext(); i++) {
          consumer.accept(users.next());
        }
      }
    }
  }

  /** The users of consecutive lines. */
  public final class Range {

    private final int index;
    private final int first;
    private final byte[] verdict;
    private final byte[] differences;
    private final byte[] facts;
    private final Map<Integer, List<Integer>> groupsOf = new HashMap<>();
    private final Map<Integer, UUID> newSubs = new HashMap<>();

    private Range(int index) {
      this.index = index;
      this.first = index * RANGE + 1;
      int length = Math.max(0, Math.min(RANGE, lines - index * RANGE));
      this.verdict = new byte[length];
      this.differences = new byte[length];
      this.facts = new byte[length];
      Arrays.fill(verdict, (byte) -1);
      verdicts.forEach(
          index,
          bytes -> {
            int at = bytes.getInt() - first;
            verdict[at] = bytes.get();
            differences[at] = bytes.get();
            facts[at] = bytes.get();
          });
      groups.forEach(
          index,
          bytes ->
              groupsOf
                  .computeIfAbsent(bytes.getInt(), line -> new ArrayList<>(2))
                  .add(bytes.getInt()));
      subs.forEach(
          index, bytes -> newSubs.put(bytes.getInt(), new UUID(bytes.getLong(), bytes.getLong())));
    }

    /** The range's number. */
    public int index() {
      return index;
    }

    /** The first line. */
    public int first() {
      return first;
    }

    /** How many lines there are. */
    public int length() {
      return verdict.length;
    }

    /** What the comparison says of the user of a line. */
    public Verdict verdict(long line) {
      byte code = verdict[(int) line - first];
      if (code < 0) {
        throw new IllegalStateException("line " + line + " was not compared");
      }
      return Verdict.ofCode(code);
    }

    /** What differs of the user of a line. */
    public Set<Part> differences(long line) {
      return UserParts.ofBits(differences[(int) line - first]);
    }

    /** What else is known of the user of a line. */
    public Facts facts(long line) {
      return Facts.ofCode(facts[(int) line - first]);
    }

    /** The groups of the user of a line, as numbers into the population's. */
    public List<Integer> groups(long line) {
      return groupsOf.getOrDefault((int) line, List.of());
    }

    /** The {@code sub} that the user of a line has in the pool. */
    public Optional<UUID> newSub(long line) {
      return Optional.ofNullable(newSubs.get((int) line));
    }
  }
}
