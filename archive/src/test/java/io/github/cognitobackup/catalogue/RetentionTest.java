package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

  private static List<String> kept(Retention retention, String... newestFirst) {
    List<Instant> times = Arrays.stream(newestFirst).map(Instant::parse).toList();
    List<Set<KeepReason>> reasons = retention.apply(times, NOW);
    return java.util.stream.IntStream.range(0, times.size())
        .filter(i -> !reasons.get(i).isEmpty())
        .mapToObj(i -> newestFirst[i])
        .toList();
  }

  @Test
  void keepsTheNewestOfEachDayThatHasOne() {
    assertThat(
            kept(
                Retention.builder().keepDaily(2).build(),
                "2026-03-15T11:00:00Z",
                "2026-03-15T01:00:00Z",
                "2026-03-10T23:59:59.999Z",
                "2026-03-10T00:00:00Z",
                "2026-03-09T23:59:59Z"))
        .containsExactly("2026-03-15T11:00:00Z", "2026-03-10T23:59:59.999Z");
  }

  @Test
  void weeksAreThoseOfIsoAndYearsTheirOwn() {
    // the 29th of December 2025 and the 1st of January 2026 are of one week
    assertThat(
            kept(
                Retention.builder().keepWeekly(2).build(),
                "2026-01-01T00:00:00Z",
                "2025-12-29T00:00:00Z",
                "2025-12-28T00:00:00Z"))
        .containsExactly("2026-01-01T00:00:00Z", "2025-12-28T00:00:00Z");
    assertThat(
            kept(
                Retention.builder().keepYearly(5).build(),
                "2026-01-01T00:00:00Z",
                "2025-12-31T23:59:59Z",
                "2025-01-01T00:00:00Z"))
        .containsExactly("2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z");
  }

  @Test
  void withinIncludesItsBoundary() {
    assertThat(
            kept(
                Retention.builder().keepWithin(Period.ofMonths(1)).build(),
                "2026-03-01T00:00:00Z",
                "2026-02-15T12:00:00Z",
                "2026-02-15T11:59:59.999Z"))
        .containsExactly("2026-03-01T00:00:00Z", "2026-02-15T12:00:00Z");
    assertThat(
            kept(
                Retention.builder().keepWithin(Duration.ofHours(36)).build(),
                "2026-03-14T00:00:00Z",
                "2026-03-13T23:59:59Z"))
        .containsExactly("2026-03-14T00:00:00Z");
  }

  /** A model that groups instead of walking: the newest of each period, of the latest periods. */
  private static Set<Instant> model(
      List<Instant> times, int count, Function<LocalDate, Integer> period) {
    Map<Integer, Instant> newest =
        times.stream()
            .collect(
                Collectors.toMap(
                    time -> period.apply(time.atZone(ZoneOffset.UTC).toLocalDate()),
                    time -> time,
                    (a, b) -> a.isAfter(b) ? a : b,
                    () -> new TreeMap<Integer, Instant>(Comparator.reverseOrder())));
    return newest.values().stream().limit(count).collect(Collectors.toSet());
  }

  @Property(tries = 300)
  void keepsWhatTheModelKeeps(
      @ForAll @Size(max = 60) Set<@LongRange(min = 0, max = 30_000) Long> hours,
      @ForAll @IntRange(min = 1, max = 8) int last,
      @ForAll @IntRange(min = 1, max = 8) int daily,
      @ForAll @IntRange(min = 1, max = 8) int weekly,
      @ForAll @IntRange(min = 1, max = 8) int monthly,
      @ForAll @IntRange(min = 1, max = 3) int yearly) {
    List<Instant> times =
        hours.stream()
            .map(hour -> NOW.minus(Duration.ofHours(hour)))
            .sorted(Comparator.reverseOrder())
            .toList();
    Set<Instant> expected = new TreeSet<>(times.stream().limit(last).toList());
    expected.addAll(model(times, daily, day -> (int) day.toEpochDay()));
    expected.addAll(
        model(
            times,
            weekly,
            day ->
                day.get(IsoFields.WEEK_BASED_YEAR) * 100
                    + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    expected.addAll(model(times, monthly, day -> day.getYear() * 12 + day.getMonthValue()));
    expected.addAll(model(times, yearly, LocalDate::getYear));

    List<Set<KeepReason>> reasons =
        Retention.builder()
            .keepLast(last)
            .keepDaily(daily)
            .keepWeekly(weekly)
            .keepMonthly(monthly)
            .keepYearly(yearly)
            .build()
            .apply(times, NOW);

    Set<Instant> kept = new TreeSet<>();
    for (int i = 0; i < times.size(); i++) {
      if (!reasons.get(i).isEmpty()) {
        kept.add(times.get(i));
      }
    }
    assertThat(kept).isEqualTo(expected);
  }

  @Test
  void refusesWhatKeepsNothing() {
    assertThatIllegalStateException().isThrownBy(() -> Retention.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> Retention.builder().keepLast(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Retention.builder().keepYearly(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.builder().keepWithin(Period.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.builder().keepWithin(Duration.ofDays(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.builder().keepWithin(Period.ofYears(Integer.MAX_VALUE)));
  }
}
