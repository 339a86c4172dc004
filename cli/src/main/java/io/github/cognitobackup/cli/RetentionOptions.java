package io.github.cognitobackup.cli;

import io.github.cognitobackup.catalogue.Retention;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is kept when a storage is pruned. */
final class RetentionOptions {

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      converter = Count.class,
      description = "Keep the newest N backups.")
  private @Nullable Integer last;

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      converter = Count.class,
      description = "Keep the newest backup of each of the latest N days that have one, in UTC.")
  private @Nullable Integer daily;

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      converter = Count.class,
      description = "The same of weeks (ISO).")
  private @Nullable Integer weekly;

  @Option(
      names = "--keep-monthly",
      paramLabel = "N",
      converter = Count.class,
      description = "The same of months.")
  private @Nullable Integer monthly;

  @Option(
      names = "--keep-yearly",
      paramLabel = "N",
      converter = Count.class,
      description = "The same of years.")
  private @Nullable Integer yearly;

  @Option(
      names = "--keep-within",
      paramLabel = "AGE",
      converter = Age.class,
      description =
          "Keep all backups that are not older: 36h, 30d, 8w, 6m (months), 2y, or ISO 8601 such as"
              + " P1Y6M.")
  private @Nullable TemporalAmount within;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RetentionOptions() {}

  /** Makes the policy; empty without any of the options. */
  Optional<Retention> retention() {
    Retention.Builder builder = Retention.builder();
    add(last, builder::keepLast);
    add(daily, builder::keepDaily);
    add(weekly, builder::keepWeekly);
    add(monthly, builder::keepMonthly);
    add(yearly, builder::keepYearly);
    if (within != null) {
      builder.keepWithin(within);
    }
    boolean any =
        Stream.of(last, daily, weekly, monthly, yearly, within).anyMatch(Objects::nonNull);
    return any ? Optional.of(builder.build()) : Optional.empty();
  }

  private static void add(@Nullable Integer count, IntConsumer rule) {
    if (count != null) {
      rule.accept(count);
    }
  }

  /** Reads a number of backups. */
  static final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      try {
        int count = Integer.parseInt(text);
        if (count >= 1) {
          return count;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is not a whole number of at least 1");
    }
  }

  /** Reads an age. */
  static final class Age implements ITypeConverter<TemporalAmount> {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([hdwmy])");

    @Override
    public TemporalAmount convert(String text) {
      String age = text.toLowerCase(Locale.ROOT);
      Matcher matcher = SHORT.matcher(age);
      try {
        if (!matcher.matches()) {
          return age.contains("t") ? Duration.parse(text) : Period.parse(text);
        }
        int count = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
          case "h" -> Duration.ofHours(count);
          case "d" -> Period.ofDays(count);
          case "w" -> Period.ofWeeks(count);
          case "m" -> Period.ofMonths(count);
          default -> Period.ofYears(count);
        };
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no age; write it as 36h, 30d, 8w, 6m, 2y or P1Y6M");
      }
    }
  }
}
