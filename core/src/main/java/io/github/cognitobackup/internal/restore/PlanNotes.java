package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.cognito.resource.CustomAttributes;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.SdkLimits;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.Collisions;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a restore before they agree. */
final class PlanNotes {

  private PlanNotes() {}

  static List<String> forPlan(
      Snapshot archive,
      ArchivedPool archived,
      PoolComparison compared,
      Collisions collisions,
      boolean newPool,
      String targetName) {
    List<String> notes = new ArrayList<>();
    archive
        .manifest()
        .gaps()
        .forEach(
            gap -> notes.add("not in the archive: " + gap.resource() + " (" + gap.reason() + ")"));
    archive.notProven().forEach(what -> notes.add("not proven by the foreign backup: " + what));
    archived
        .misnamed()
        .forEach(
            path ->
                notes.add(
                    path + " has the file name of another resource; the document is what counts"));
    if ("left-out".equals(archive.header().options().get("secrets"))) {
      notes.add(
          "the archive holds no secrets: app clients get new ones, and identity"
              + " providers must be given theirs");
    }
    compared
        .unreadable()
        .forEach(
            (resource, reason) ->
                notes.add("the target's " + resource + " cannot be read: " + reason));
    compared.resources().stream()
        .filter(delta -> !delta.equal())
        .forEach(
            delta ->
                delta
                    .obstacle()
                    .ifPresent(
                        reason ->
                            notes.add(
                                delta.kind().type()
                                    + ' '
                                    + delta.kind().nameOf(delta.wanted())
                                    + " cannot be made as it was: "
                                    + reason)));
    notes.addAll(sdkLimits(compared, newPool));
    long attributes = customAttributes(compared);
    if (attributes > CustomAttributes.MOST) {
      notes.add(
          "the pool would have "
              + attributes
              + " custom attributes, and Cognito allows "
              + CustomAttributes.MOST
              + ": the last ones cannot be made");
    }
    if (newPool) {
      notes.add("Lambda triggers are attached after the users: none fires for them");
    } else {
      triggers(compared)
          .forEach(
              trigger ->
                  notes.add(
                      "Lambda trigger "
                          + trigger
                          + " of "
                          + targetName
                          + " may fire for created users"));
    }
    addCollisions(collisions, targetName, notes);
    return notes;
  }

  private static void addCollisions(Collisions collisions, String targetName, List<String> notes) {
    long names = collisions.ofNames();
    if (names > 0) {
      notes.add(
          names
              + (collisions.byCase()
                  ? " users cannot be created: their usernames differ from another user's only"
                      + " by case, and "
                      + targetName
                      + " ignores case"
                  : " users cannot be created: their username is an address that another user of"
                      + " the archive has too"));
    }
    long aliases = collisions.ofAliases();
    if (aliases > 0) {
      notes.add(
          aliases
              + " users have an alias that differs from another user's only by case, and "
              + targetName
              + " ignores case: they are refused with it");
    }
  }

  private static List<String> sdkLimits(PoolComparison compared, boolean newPool) {
    List<String> notes = new ArrayList<>();
    for (ResourceDelta delta : compared.resources()) {
      if (!delta.equal()) {
        String name = delta.kind().type() + ' ' + delta.kind().nameOf(delta.wanted()) + ' ';
        delta
            .actual()
            .filter(actual -> !newPool)
            .flatMap(SdkLimits::update)
            .or(() -> SdkLimits.sending(delta.kind(), delta.wanted()))
            .ifPresent(reason -> notes.add(name + reason));
      }
    }
    return notes;
  }

  private static long customAttributes(PoolComparison compared) {
    long missing =
        compared.resources().stream()
            .filter(delta -> delta.kind().type().equals(CustomAttributes.TYPE))
            .filter(delta -> delta.actual().isEmpty())
            .count();
    return missing + new CustomAttributes().select(compared.pool()).size();
  }

  private static List<String> triggers(PoolComparison compared) {
    return compared.pool().stream()
        .filter(resource -> resource.type().equals(PoolSettings.TYPE))
        .map(resource -> resource.document().path("LambdaConfig").path("PreSignUp"))
        .filter(JsonNode::isTextual)
        .map(arn -> "PreSignUp (" + arn.asText() + ")")
        .toList();
  }
}
