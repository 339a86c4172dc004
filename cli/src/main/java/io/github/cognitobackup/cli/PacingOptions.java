package io.github.cognitobackup.cli;

import io.github.cognitobackup.pacing.QuotaGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much of the account's request quotas may be used. */
final class PacingOptions {

  @ArgGroup private @Nullable Choice choice;

  @Option(
      names = "--patience",
      paramLabel = "MINUTES",
      converter = MinutesConverter.class,
      defaultValue = "10",
      description =
          "How many minutes one call is repeated while Cognito throttles it, before the work ends."
              + " Default: ${DEFAULT-VALUE}.")
  private int patience;

  private @Nullable QuotaGate gate;

  private static final class Choice {

    @Option(
        names = "--quota-share",
        paramLabel = "0..1",
        converter = ShareConverter.class,
        description =
            "Share of every request quota to use. Default: one half of those that sign-ins use"
                + " too, nine tenths of the others.")
    private @Nullable Double share;

    @Option(
        names = "--no-pacing",
        description = "Call as fast as the endpoint answers; for emulators only.")
    private boolean unlimited;
  }

  /** Checks a share. */
  private static final class ShareConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      try {
        double share = Double.parseDouble(text);
        if (share > 0 && share <= 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is not above 0 and up to 1");
    }
  }

  /** Checks a number of minutes. */
  private static final class MinutesConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      try {
        int minutes = Integer.parseInt(text);
        if (minutes >= 0) {
          return minutes;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is no number of minutes");
    }
  }

  /** How long one call is repeated while it is throttled. */
  Duration patience() {
    return Duration.ofMinutes(patience);
  }

  /** Returns the gate, the same for all that one run of the program calls. */
  QuotaGate gate() {
    if (gate == null) {
      gate = newGate();
    }
    return gate;
  }

  private QuotaGate newGate() {
    if (choice == null) {
      return QuotaGate.ofDefaults();
    }
    if (choice.unlimited) {
      return QuotaGate.unlimited();
    }
    return choice.share == null ? QuotaGate.ofDefaults() : QuotaGate.ofShare(choice.share);
  }
}
