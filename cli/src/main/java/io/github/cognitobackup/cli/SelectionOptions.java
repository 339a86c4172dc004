package io.github.cognitobackup.cli;

import io.github.cognitobackup.transfer.Selection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which archives of a storage are meant. */
final class SelectionOptions {

  @ArgGroup private @Nullable Choice choice;

  private static final class Choice {

    @Parameters(paramLabel = "KEY", arity = "1", description = "One archive, by its key.")
    private @Nullable String key;

    @Option(
        names = "--pool",
        paramLabel = "ID",
        description = "All archives of this pool, such as eu-west-1_AbCdEfGhI.")
    private @Nullable String pool;

    @Option(names = "--all", description = "All archives of the storage.")
    private boolean all;
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  SelectionOptions() {}

  /** What was chosen; empty when nothing was. */
  Optional<Selection> selection() {
    if (choice == null) {
      return Optional.empty();
    }
    if (choice.key != null) {
      return Optional.of(Selection.key(choice.key));
    }
    return Optional.of(choice.all ? Selection.all() : Selection.pool(String.valueOf(choice.pool)));
  }

  /** What was chosen; the command does nothing unless told to which archives. */
  Selection required(ReportingCommand command) {
    return selection()
        .orElseThrow(() -> command.misuse("name the archives: KEY, --pool ID or --all"));
  }
}
