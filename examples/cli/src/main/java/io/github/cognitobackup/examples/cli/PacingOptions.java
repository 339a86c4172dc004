package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.pacing.QuotaGate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much of the account's request quotas may be used. */
final class PacingOptions {

  @ArgGroup private @Nullable Choice choice;

  private static final class Choice {

    @Option(
        names = "--quota-share",
        paramLabel = "0..1",
        description =
            "Share of every request quota to use. Default: one half of those that sign-ins use"
                + " too, nine tenths of the others.")
    private @Nullable Double share;

    @Option(
        names = "--no-pacing",
        description = "Call as fast as the endpoint answers; for emulators only.")
    private boolean unlimited;
  }

  /** Makes the gate. */
  QuotaGate gate() {
    if (choice == null) {
      return QuotaGate.ofDefaults();
    }
    return choice.unlimited
        ? QuotaGate.unlimited()
        : QuotaGate.ofShare(Objects.requireNonNull(choice.share));
  }
}
