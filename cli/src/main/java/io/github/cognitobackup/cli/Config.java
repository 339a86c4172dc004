package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.kms.KmsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Puts what the file of {@code --config} says before what the command line says: each value becomes
 * its option, unless the command has no such option or the command line has it too.
 */
final class Config {

  private final CommandLine command;
  private final ParseResult typed;
  private final Map<Setting, ConfigFile.Value> values;
  private final List<String> args = new ArrayList<>();

  private Config(CommandLine command, ParseResult typed, Map<Setting, ConfigFile.Value> values) {
    this.command = command;
    this.typed = typed;
    this.values = values;
  }

  /**
   * Returns the arguments with those of the file.
   *
   * @param commands all commands, to try the arguments out on
   * @throws ParameterException when the file is wrong
   */
  static String[] applied(CommandLine commands, String... args) {
    ParseResult all = triedOut(commands, args);
    if (!all.hasSubcommand()) {
      return args;
    }
    ParseResult typed = all.subcommand();
    if (typed.isUsageHelpRequested() || typed.isVersionHelpRequested()) {
      return args;
    }
    requireKnown(all);
    requireKnown(typed);
    Path file = typed.matchedOptionValue("--config", null);
    if (file == null) {
      return args;
    }
    CommandLine command = typed.commandSpec().commandLine();
    try {
      Map<Setting, ConfigFile.Value> values = ConfigFile.read(file, name -> option(commands, name));
      return new Config(command, typed, values).before(args);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** Parses to the end, whatever is wrong. */
  private static ParseResult triedOut(CommandLine commands, String... args) {
    collectErrors(commands, true);
    try {
      return commands.parseArgs(args);
    } finally {
      collectErrors(commands, false);
    }
  }

  private static void collectErrors(CommandLine commands, boolean collected) {
    for (CommandLine each : commands.getSubcommands().values()) {
      each.getCommandSpec().parser().collectErrors(collected);
    }
    commands.getCommandSpec().parser().collectErrors(collected);
  }

  /** A misspelt option is the reason why another seems to be missing, and so is told first. */
  private static void requireKnown(ParseResult typed) {
    for (Exception error : typed.errors()) {
      if (error instanceof UnmatchedArgumentException unknown) {
        throw unknown;
      }
    }
  }

  /** An option of any command. */
  private static OptionSpec option(CommandLine commands, String name) {
    return commands.getSubcommands().values().stream()
        .map(each -> each.getCommandSpec().findOption(name))
        .filter(option -> option != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no command has " + name));
  }

  /** Whether only one of two options may be given. */
  static boolean exclude(OptionSpec one, OptionSpec other) {
    ArgGroupSpec group = one.group();
    return group != null
        && group.exclusive()
        && group.allOptionsNested().stream()
            .anyMatch(option -> option.longestName().equals(other.longestName()));
  }

  private String[] before(String... typedArgs) {
    for (Map.Entry<Setting, ConfigFile.Value> entry : values.entrySet()) {
      if (applies(entry.getKey())) {
        add(entry.getKey(), entry.getValue());
      }
    }
    if (!isSealing() && applies(Settings.KEY_ID) && values.containsKey(Settings.KEY_ID)) {
      // the key is there to open what was sealed; what was written since is plain
      addFlag(Settings.ACCEPT_PLAINTEXT);
    }
    List<String> all = new ArrayList<>(Arrays.asList(typedArgs));
    all.addAll(all.indexOf(command.getCommandName()) + 1, args);
    return all.toArray(String[]::new);
  }

  private boolean applies(Setting setting) {
    OptionSpec option = spec().findOption(setting.option());
    if (option == null || has(setting.option())) {
      return false;
    }
    boolean yields =
        setting.yieldsTo().stream().anyMatch(this::has)
            || spec().options().stream()
                .anyMatch(other -> exclude(option, other) && has(other.longestName()));
    return !yields && !(isOfKey(setting) && yieldsAsKey(setting));
  }

  private static boolean isOfKey(Setting setting) {
    return setting.path().startsWith("kms.") && !setting.equals(Settings.ENABLED);
  }

  /**
   * The key of the file is of no use where none is used, or where its Region is told by another.
   */
  private boolean yieldsAsKey(Setting setting) {
    boolean unused =
        isSet("--test")
            || isSet(Settings.ENABLED.option())
            || (!isSealing()
                && spec().findOption(Settings.ENABLED.option()) != null
                && !has(Settings.ENABLED.option())
                && !has(Settings.KEY_ID.option()));
    return unused || (setting.equals(Settings.REGION) && typedKeyTellsRegion());
  }

  private boolean typedKeyTellsRegion() {
    String key = typed.matchedOptionValue(Settings.KEY_ID.option(), "");
    return !key.isEmpty() && new KmsConfig(true, key, null).clientRegion().isPresent();
  }

  private boolean isSealing() {
    ConfigFile.Value enabled = values.get(Settings.ENABLED);
    return enabled == null || Boolean.parseBoolean(enabled.text());
  }

  private void add(Setting setting, ConfigFile.Value value) {
    if (setting.equals(Settings.ENABLED)) {
      if (!isSealing()) {
        addFlag(setting);
      }
    } else if (!spec().findOption(setting.option()).typeInfo().isBoolean()) {
      value.texts().forEach(text -> args.add(setting.option() + "=" + text));
    } else if (Boolean.parseBoolean(value.text())) {
      addFlag(setting);
    }
  }

  private void addFlag(Setting setting) {
    if (spec().findOption(setting.option()) != null
        && !has(setting.option())
        && !args.contains(setting.option())) {
      args.add(setting.option());
    }
  }

  /** Whether a flag was typed, and not as {@code --FLAG=false}. */
  private boolean isSet(String flag) {
    return typed.matchedOptionValue(flag, false);
  }

  private boolean has(String option) {
    return typed.hasMatchedOption(option);
  }

  private CommandSpec spec() {
    return command.getCommandSpec();
  }
}
