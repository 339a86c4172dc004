package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import io.github.cognitobackup.restore.UserChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a restore would do. */
@Command(name = "plan", description = "Shows what a restore would do; changes nothing.")
final class PlanCommand extends ReportingCommand {

  /** What happens to most users of most plans, and is told as a number. */
  private static final Set<UserChange.Action> EXPECTED =
      Set.of(UserChange.Action.CREATE, UserChange.Action.FEDERATED);

  @Mixin private ArchiveOptions archive;
  @Mixin private TargetOptions target;

  @Option(
      names = "--users",
      description =
          "Show the change of every user, by sub and line, not only of the first hundred.")
  private boolean users;

  @Option(
      names = "--write-rules",
      paramLabel = "FILE",
      description =
          "Write a new file with every reference that leaves the pool, and a proposal of what"
              + " becomes of it, for a person to review and for --rules.")
  private @Nullable Path proposal;

  @Option(
      names = "--target-account",
      paramLabel = "ID",
      description = "The account of the new pool, for --write-rules; the Region is the client's.")
  private @Nullable String targetAccount;

  @Mixin private KeyOptions key;
  @Mixin private PacingOptions pacing;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PlanCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    RestoreRequest request = target.request(place.key());
    try (Progress progress = output().progress();
        Engine engine = Engine.reading(place, key, pacing, progress)) {
      if (proposal != null) {
        propose(engine.backuper(), place.key(), proposal);
      }
      RestorePlan plan = plan(engine.backuper(), request);
      progress.finish();
      Content.warnOfName(place, output());
      if (output().json()) {
        output().object(json(plan));
      } else {
        print(plan);
      }
      return ExitCode.COMPLETE;
    }
  }

  private void propose(Backuper backuper, String archiveKey, Path file) {
    RewriteRules rules = backuper.proposeRules(archiveKey, Optional.ofNullable(targetAccount));
    try {
      rules.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of rules " + file + " cannot be written", e);
    }
  }

  private RestorePlan plan(Backuper backuper, RestoreRequest request) {
    if (!users) {
      return backuper.plan(request);
    }
    if (!output().json()) {
      return backuper.plan(request, change -> output().line(Text.user(change)));
    }
    output().beginArray("userChanges");
    return backuper.plan(request, output()::element);
  }

  private static ObjectNode json(RestorePlan plan) {
    ObjectNode json =
        Json.object()
            .put("outcome", "COMPLETE")
            .put("key", plan.key())
            .put("sourcePoolId", plan.sourcePoolId())
            .put("targetPoolId", plan.targetPoolId().orElse(null))
            .put("newPoolName", plan.newPoolName().orElse(null));
    json.set("resources", Json.of(plan.resources()));
    json.put("resourcesUnchanged", plan.resourcesUnchanged());
    json.set("users", Json.of(plan.users()));
    json.set("firstUserChanges", Json.of(plan.firstUserChanges()));
    json.put("targetOnlyUsers", plan.targetOnlyUsers());
    json.set("losses", Json.of(plan.losses()));
    json.set("notes", Json.of(plan.notes()));
    return json;
  }

  private void print(RestorePlan plan) {
    output()
        .line(
            "PLAN  "
                + plan.key()
                + " into "
                + plan.targetPoolId().orElse("a new pool")
                + plan.newPoolName().map(name -> " \"" + name + "\"").orElse(""));
    plan.resources().forEach(change -> Text.resource(change).forEach(output()::line));
    output().line(Text.number(plan.resourcesUnchanged()) + " resources unchanged");
    output().line(Text.users(plan.users()));
    if (!users) {
      plan.firstUserChanges().stream()
          .filter(change -> !EXPECTED.contains(change.action()))
          .forEach(change -> output().line(Text.user(change)));
    }
    if (plan.targetOnlyUsers() > 0) {
      output()
          .line(
              Text.number(plan.targetOnlyUsers())
                  + " users exist only in the pool and stay as they are");
    }
    plan.losses().forEach(loss -> output().line("never given back: " + loss.text()));
    plan.notes().forEach(note -> output().line("note: " + note));
  }
}
