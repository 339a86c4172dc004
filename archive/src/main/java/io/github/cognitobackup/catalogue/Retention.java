package io.github.cognitobackup.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which backups of a pool are kept. Rules add up: a backup stays when any of them keeps it.
 *
 * <pre>{@code
 * Retention retention =
 *     Retention.builder().keepDaily(7).keepWeekly(4).keepMonthly(12).build();
 * }</pre>
 *
 * <p>Days, ISO weeks, months and years are those of UTC. A rule of periods keeps the newest backup
 * of each of the latest so many periods that have one. Immutable.
 */
public final class Retention {

  private final Map<KeepReason, Integer> counts;
  private final @Nullable TemporalAmount within;

  private Retention(Map<KeepReason, Integer> counts, @Nullable TemporalAmount within) {
    this.counts = new EnumMap<>(counts);
    this.within = within;
  }

  /**
   * Begins a policy.
   *
   * @return a builder without a rule
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Applies the rules.
   *
   * @param newestFirst the times of backups
   * @return for each of them the rules that keep it
   */
  List<Set<KeepReason>> apply(List<Instant> newestFirst, Instant now) {
    List<Set<KeepReason>> kept = new ArrayList<>(newestFirst.size());
    newestFirst.forEach(time -> kept.add(EnumSet.noneOf(KeepReason.class)));
    counts.forEach((rule, count) -> apply(rule, count, newestFirst, kept));
    if (within != null) {
      ZonedDateTime from = utc(now).minus(within);
      for (int i = 0; i < newestFirst.size(); i++) {
        if (!utc(newestFirst.get(i)).isBefore(from)) {
          kept.get(i).add(KeepReason.WITHIN);
        }
      }
    }
    return kept;
  }

  private static void apply(
      KeepReason rule, int count, List<Instant> newestFirst, List<Set<KeepReason>> kept) {
    Function<ZonedDateTime, Object> period = period(rule);
    Object last = null;
    int periods = 0;
    for (int i = 0; i < newestFirst.size() && periods < count; i++) {
      Object current = period.apply(utc(newestFirst.get(i)));
      if (!current.equals(last)) {
        kept.get(i).add(rule);
        periods++;
        last = current;
      }
    }
  }

  private static Function<ZonedDateTime, Object> period(KeepReason rule) {
    return switch (rule) {
      case LAST -> time -> new Object();
      case DAILY -> ZonedDateTime::toLocalDate;
      case WEEKLY ->
          time ->
              List.of(
                  time.get(IsoFields.WEEK_BASED_YEAR), time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTHLY -> YearMonth::from;
      case YEARLY -> time -> LocalDate.from(time).getYear();
      default -> throw new IllegalStateException(rule + " is not a rule of periods");
    };
  }

  private static ZonedDateTime utc(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }

  /**
   * Spells the rules.
   *
   * @return for a person
   */
  @Override
  public String toString() {
    return "Retention" + counts + (within == null ? "" : " within " + within);
  }

  /** Collects the rules. Not thread-safe. */
  public static final class Builder {

    private final Map<KeepReason, Integer> counts = new EnumMap<>(KeepReason.class);
    private @Nullable TemporalAmount within;

    private Builder() {}

    /**
     * Keeps the newest backups.
     *
     * @param count how many, at least 1
     * @return this builder
     */
    public Builder keepLast(int count) {
      return keep(KeepReason.LAST, count);
    }

    /**
     * Keeps the newest backup of each day.
     *
     * @param days of how many days that have one, at least 1
     * @return this builder
     */
    public Builder keepDaily(int days) {
      return keep(KeepReason.DAILY, days);
    }

    /**
     * Keeps the newest backup of each ISO week, which begins on Monday.
     *
     * @param weeks of how many weeks that have one, at least 1
     * @return this builder
     */
    public Builder keepWeekly(int weeks) {
      return keep(KeepReason.WEEKLY, weeks);
    }

    /**
     * Keeps the newest backup of each month.
     *
     * @param months of how many months that have one, at least 1
     * @return this builder
     */
    public Builder keepMonthly(int months) {
      return keep(KeepReason.MONTHLY, months);
    }

    /**
     * Keeps the newest backup of each year.
     *
     * @param years of how many years that have one, at least 1
     * @return this builder
     */
    public Builder keepYearly(int years) {
      return keep(KeepReason.YEARLY, years);
    }

    /**
     * Keeps all backups that are not older.
     *
     * @param age a {@link java.time.Duration} or {@link java.time.Period}, more than nothing,
     *     counted back from now
     * @return this builder
     * @throws IllegalArgumentException when the age is nothing, negative or beyond all calendars
     */
    public Builder keepWithin(TemporalAmount age) {
      Objects.requireNonNull(age, "keepWithin");
      ZonedDateTime some = utc(Instant.parse("2026-01-01T00:00:00Z"));
      try {
        if (!some.minus(age).isBefore(some)) {
          throw new IllegalArgumentException("keepWithin needs an age, not " + age);
        }
      } catch (java.time.DateTimeException | ArithmeticException e) {
        throw new IllegalArgumentException("keepWithin cannot reckon with " + age, e);
      }
      this.within = age;
      return this;
    }

    private Builder keep(KeepReason rule, int count) {
      if (count < 1) {
        throw new IllegalArgumentException(
            "keep "
                + rule.name().toLowerCase(java.util.Locale.ROOT)
                + ": at least 1, not "
                + count);
      }
      counts.put(rule, count);
      return this;
    }

    /**
     * Builds the policy.
     *
     * @return the policy
     * @throws IllegalStateException when there is no rule: nothing would be kept
     */
    public Retention build() {
      if (counts.isEmpty() && within == null) {
        throw new IllegalStateException(
            "a retention without a rule keeps nothing: call one of the keep methods");
      }
      return new Retention(counts, within);
    }
  }
}
