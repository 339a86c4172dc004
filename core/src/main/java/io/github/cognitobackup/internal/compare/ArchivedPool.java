package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import io.github.cognitobackup.restore.RestoreRefusedException;
import java.util.List;
import java.util.Optional;

/**
 * The resources of an archive as the caller wants them restored.
 *
 * @param id the id of the pool that was saved
 * @param resources its resources, rewritten by the caller's rules
 * @param misnamed the paths of documents that bear another file name than that of what they hold
 * @param leftOut what the caller's rules leave out, and where it was
 * @param settings the description of the pool itself; where a foreign backup has none, that of the
 *     target, for want of better
 * @param hasSettings whether they are the archive's own
 * @param secondFactorsKnown whether each user's document tells their second factors
 */
public record ArchivedPool(
    String id,
    List<Resource> resources,
    List<String> misnamed,
    List<String> leftOut,
    ObjectNode settings,
    boolean hasSettings,
    boolean secondFactorsKnown) {

  /** The option in an archive's header that tells whether second factors are included. */
  public static final String SECOND_FACTORS = "secondFactors";

  /** Reads an archive that goes into a pool which exists. */
  public static ArchivedPool read(Snapshot archive, Rewriting rewriting, Pool target) {
    ArchivedPool archived = read(archive, rewriting);
    return archived.hasSettings || archive.notProven().isEmpty()
        ? archived.orRefused(archive)
        : new ArchivedPool(
            archived.id,
            archived.resources,
            archived.misnamed,
            archived.leftOut,
            PoolSettings.describe(target),
            false,
            archived.secondFactorsKnown);
  }

  /** Reads the resources of an archive as they are. */
  public static List<Resource> resourcesOf(Snapshot archive) {
    return ArchivedResources.of(archive).resources();
  }

  /** Reads an archive from which a pool is created. */
  public static ArchivedPool readWithSettings(Snapshot archive, Rewriting rewriting) {
    return read(archive, rewriting).orRefused(archive);
  }

  private static ArchivedPool read(Snapshot archive, Rewriting rewriting) {
    ArchivedResources archived = ArchivedResources.of(archive);
    Rewriting.Result rewritten = rewriting.apply(archived.resources());
    Optional<ObjectNode> settings =
        rewritten.resources().stream()
            .filter(resource -> resource.type().equals(PoolSettings.TYPE))
            .findFirst()
            .map(Resource::document);
    return new ArchivedPool(
        archive.header().poolId(),
        rewritten.resources(),
        archived.misnamed(),
        rewritten.leftOut(),
        settings.orElseGet(JsonNodeFactory.instance::objectNode),
        settings.isPresent(),
        "included".equals(archive.header().options().get(SECOND_FACTORS)));
  }

  private ArchivedPool orRefused(Snapshot archive) {
    if (hasSettings) {
      return this;
    }
    if (archive.notProven().isEmpty()) {
      throw new ArchiveCorruptException(
          PoolSettings.TYPE + ".json",
          "the archive of pool " + id + " has no " + PoolSettings.TYPE + ".json",
          null);
    }
    throw new RestoreRefusedException(
        "settings",
        "the foreign backup holds no settings to create a pool from; create the pool"
            + " with the settings you need, including the users' custom attributes, and"
            + " restore into it with intoPool(id)",
        null);
  }

  /** The same without the tag of the archive that has no room beside the restore's own. */
  public ArchivedPool withRoomForTag() {
    return new ArchivedPool(
        id,
        resources.stream()
            .map(
                resource ->
                    resource.type().equals(PoolSettings.TYPE)
                        ? new Resource(
                            resource.type(),
                            resource.id(),
                            RestoreTag.withRoom(resource.document()))
                        : resource)
            .toList(),
        misnamed,
        leftOut,
        RestoreTag.withRoom(settings),
        hasSettings,
        secondFactorsKnown);
  }

  /** Whether a group is one that Cognito makes by itself for federated users. */
  public boolean isOfFederation(String group) {
    return group.startsWith(id + "_");
  }
}
