package io.github.cognitobackup.cli;

import io.github.cognitobackup.error.PrintableText;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How far one part of the work is, in words that fit.
 *
 * @param subject what is worked on; empty where there is but one
 * @param soFar how much is done
 * @param total of how much; 0 where that is unknown
 * @param what that is counted, and was done
 * @param estimated whether the total is an estimate
 * @param nanos for how long it has been going on
 * @param throttled how many calls were refused for their rate
 */
record Step(
    String subject,
    long soFar,
    long total,
    String what,
    boolean estimated,
    long nanos,
    long throttled) {

  static final Step NONE = new Step("", 0, 0, "");

  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 5;

  /** Earlier the rate says little. */
  private static final long RATE_SETTLES_AFTER = TimeUnit.SECONDS.toNanos(5);

  Step(String subject, long soFar, long total, String what) {
    this(PrintableText.of(subject), soFar, total, what, false, 0, 0);
  }

  /** The total is an estimate, and says nothing once it is reached. */
  Step ofEstimate() {
    return new Step(subject, soFar, soFar >= total ? 0 : total, what, true, nanos, throttled);
  }

  Step after(long time) {
    return new Step(subject, soFar, total, what, estimated, time, throttled);
  }

  Step throttled(long times) {
    return new Step(subject, soFar, total, what, estimated, nanos, times);
  }

  /** Returns all there is to say. */
  String line() {
    return soFar == 0 && what.isEmpty() ? "" : name() + numbers() + left() + slowness();
  }

  /** Returns as much as fits, with a bar where the total is known. */
  String fitting(int columns) {
    if (line().isEmpty()) {
      return "";
    }
    List<String> words =
        total == 0
            ? List.of(line(), name() + numbers(), numbers())
            : List.of(
                line(),
                name() + numbers() + left(),
                name() + numbers(),
                numbers(),
                name() + percent(),
                percent());
    int bar = total == 0 ? 0 : SHORTEST_BAR + 3;
    String longest =
        words.stream()
            .filter(each -> Columns.of(each) + bar <= columns)
            .findFirst()
            .orElse(Columns.cut(words.get(words.size() - 1), columns));
    int room = Math.min(LONGEST_BAR, columns - Columns.of(longest) - 3);
    return total == 0 || room < SHORTEST_BAR ? longest : bar(room) + " " + longest;
  }

  private String bar(int length) {
    int full = (int) (length * soFar / total);
    return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
  }

  private String name() {
    return subject.isEmpty() ? "" : subject + ": ";
  }

  private String numbers() {
    String of = total == 0 ? "" : " of " + (estimated ? "about " : "") + Text.number(total);
    return Text.number(soFar) + of + " " + what;
  }

  private String percent() {
    return 100 * soFar / total + "%";
  }

  private String left() {
    if (total == 0 || soFar == 0 || soFar >= total || nanos < RATE_SETTLES_AFTER) {
      return "";
    }
    long seconds = (long) Math.ceil((double) nanos * (total - soFar) / soFar / 1e9);
    String time =
        seconds < 60
            ? seconds + " s"
            : seconds < 3600
                ? seconds / 60 + " min"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    return ", about " + time + " left";
  }

  private String slowness() {
    return throttled == 0 ? "" : " (throttled " + Text.number(throttled) + " times)";
  }
}
