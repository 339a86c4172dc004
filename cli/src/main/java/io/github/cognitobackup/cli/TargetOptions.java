package io.github.cognitobackup.cli;

import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where an archive is restored to, and what may be done there. */
final class TargetOptions {

  @ArgGroup(multiplicity = "1")
  private Pool pool;

  private static final class Pool {

    @Option(names = "--into-pool", paramLabel = "ID", description = "Restore into this pool.")
    private @Nullable String id;

    @Option(
        names = "--into-new-pool",
        paramLabel = "NAME",
        description = "Create a pool of this name and restore into it.")
    private @Nullable String newName;
  }

  @Option(
      names = "--update-existing",
      description =
          "Change what exists in the pool and differs from the archive. Without it such things"
              + " are kept and reported. Nothing is ever deleted.")
  private boolean updateExisting;

  @Option(
      names = "--unconfirmed",
      paramLabel = "create|skip",
      defaultValue = "create",
      converter = Unconfirmed.class,
      description =
          "Users who never confirmed their sign-up: create them with a temporary password that"
              + " nobody knows (the default), or leave them out.")
  private UnconfirmedUsers unconfirmed;

  @Option(
      names = "--passwords",
      paramLabel = "random-permanent|random-temporary|none",
      defaultValue = "random-permanent",
      converter = Passwords.class,
      description =
          "The passwords of created users; only with random-permanent (the default) can they use"
              + " \"forgot password\".")
  private PasswordStrategy passwords;

  @Option(
      names = "--rewrite-arn",
      paramLabel = "FROM=TO",
      converter = {ArnConverter.class, ArnConverter.class},
      description =
          "Replace the beginning FROM of ARNs by TO, as another account or Region needs it. May"
              + " be repeated; the longest that fits applies.")
  private Map<String, String> arnRules = new LinkedHashMap<>();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      converter = Rules.class,
      description =
          "For a copy in another account or Region, or beside the pool that was saved: what becomes"
              + " of each reference, as plan --write-rules proposes it.")
  private @Nullable RewriteRules rules;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  TargetOptions() {}

  RestoreRequest request(String key) {
    RestoreRequest.From from = RestoreRequest.of(key);
    RestoreRequest request =
        pool.id != null ? from.intoPool(pool.id) : from.intoNewPool(String.valueOf(pool.newName));
    request = request.passwords(passwords).unconfirmedUsers(unconfirmed);
    for (Map.Entry<String, String> rule : arnRules.entrySet()) {
      request = request.rewriteArns(rule.getKey(), rule.getValue());
    }
    if (rules != null) {
      request = request.rewrite(rules);
    }
    return updateExisting ? request.updateExisting() : request;
  }

  /** Reads a file of rewrite rules. */
  private static final class Rules implements ITypeConverter<RewriteRules> {

    @Override
    public RewriteRules convert(String file) {
      try {
        return RewriteRules.read(Path.of(file));
      } catch (IOException e) {
        throw new TypeConversionException(
            "'" + file + "' cannot be read; write it with plan --write-rules");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Checks the beginning of an ARN. */
  private static final class ArnConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!text.startsWith("arn:")) {
        throw new TypeConversionException("'" + text + "' does not begin with arn:");
      }
      return text;
    }
  }

  /** Spells a choice as an option does. */
  private abstract static class Choice<E extends Enum<E>> implements ITypeConverter<E> {

    private final Class<E> type;

    Choice(Class<E> type) {
      this.type = type;
    }

    @Override
    public E convert(String text) {
      try {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is none of " + List.of(type.getEnumConstants()));
      }
    }
  }

  /** The values of {@code --unconfirmed}. */
  static final class Unconfirmed extends Choice<UnconfirmedUsers> {
    Unconfirmed() {
      super(UnconfirmedUsers.class);
    }
  }

  /** The values of {@code --passwords}. */
  static final class Passwords extends Choice<PasswordStrategy> {
    Passwords() {
      super(PasswordStrategy.class);
    }
  }
}
