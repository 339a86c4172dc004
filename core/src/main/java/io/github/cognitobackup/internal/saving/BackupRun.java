package io.github.cognitobackup.internal.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.Secrets;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.reading.PoolReader;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.NewArchive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One backup of one pool: read, write, and publish as the last step. */
public final class BackupRun {

  /** What no archive of this version holds, whatever the pool has; said in each of them. */
  private static final String NOT_COVERED =
      "domains, branding, UI customization, risk configuration, log delivery, terms, replicas,"
          + " import jobs, MFA preferences and devices of users";

  private final ArchiveRepository repository;
  private final Clock clock;
  private final BackupListener listener;
  private final boolean leaveOutSecrets;

  /**
   * What a run has written.
   *
   * @param userPoolId the pool, as it describes itself
   * @param archive the archive
   * @param sealed whether it is sealed
   * @param duration how long it took
   */
  public record Result(
      String userPoolId, NewArchive.Committed archive, boolean sealed, Duration duration) {}

  /** Prepares runs into a repository. */
  public BackupRun(ArchiveRepository repository, BackupListener listener, boolean leaveOutSecrets) {
    this.repository = repository;
    this.clock = repository.clock();
    this.listener = listener;
    this.leaveOutSecrets = leaveOutSecrets;
  }

  /** Backs a pool up. */
  public Result run(Pool pool) {
    try {
      return run(pool, PoolReader.of(pool));
    } catch (PoolReader.SnapshotIncompleteException e) {
      return run(pool, PoolReader.of(pool).inOneChain());
    }
  }

  private Result run(Pool pool, PoolReader reader) {
    Instant start = clock.instant();
    Snapshot snapshot = new Snapshot();
    // the header comes first in the archive and wants the pool's ARN, so resources are read before
    List<Resource> resources = reader.readResources(snapshot);
    try (NewArchive archive = repository.create(header(pool.id(), start, resources))) {
      snapshot.writeResources(archive.writer());
      if (reader.estimatedUsers() > 0) {
        listener.onUsersEstimated(reader.estimatedUsers());
      }
      reader.readUsers(snapshot);
      return new Result(
          snapshot.poolId(),
          archive.commit(),
          repository.sealed(),
          Duration.between(start, clock.instant()));
    }
  }

  private ArchiveHeader header(String poolId, Instant start, List<Resource> resources) {
    String arn =
        resources.stream()
            .filter(resource -> resource.type().equals(PoolSettings.TYPE))
            .map(resource -> resource.document().path("Arn"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst()
            .orElse(null);
    return new ArchiveHeader(
        ArchiveHeader.FORMAT_VERSION,
        ArchiveHeader.ownVersion(),
        poolId,
        arn,
        region(arn),
        start,
        Map.of("secrets", leaveOutSecrets ? "left-out" : "included", "notCovered", NOT_COVERED));
  }

  private static @Nullable String region(@Nullable String arn) {
    String[] parts = arn == null ? new String[0] : arn.split(":", -1);
    return parts.length > 3 && !parts[3].isEmpty() ? parts[3] : null;
  }

  /** Takes what is read: resources are held until the archive is begun, users pass through. */
  private final class Snapshot implements PoolReader.Sink {

    private final List<Resource> resources = new ArrayList<>();
    private final List<Manifest.Gap> gaps = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong memberships = new AtomicLong();
    private @Nullable ArchiveWriter archive;

    @Override
    public void resource(Resource resource) {
      ObjectNode document = resource.document();
      if (leaveOutSecrets) {
        for (String secret : Secrets.leaveOut(document)) {
          String id = resource.id().isEmpty() ? "" : '/' + resource.id();
          leftOut.add(resource.type() + id + ": " + secret);
        }
      }
      resources.add(resource);
      listener.onResource(resource.type(), resource.id());
    }

    @Override
    public void gap(String resource, String reason) {
      gaps.add(new Manifest.Gap(resource, reason));
      listener.onGap(resource, reason);
    }

    @Override
    public void user(ObjectNode user) {
      archive().user(user);
      listener.onUsers(users.incrementAndGet());
    }

    @Override
    public void membership(String group, String username) {
      archive().membership(group, username);
      listener.onMemberships(memberships.incrementAndGet());
    }

    void writeResources(ArchiveWriter into) {
      archive = into;
      for (Resource resource : resources) {
        if (resource.id().isEmpty()) {
          into.resource(resource.type(), resource.document());
        } else {
          into.resource(resource.type(), resource.id(), resource.document());
        }
      }
      gaps.forEach(gap -> into.gap(gap.resource(), gap.reason()));
      leftOut.forEach(into::leftOut);
    }

    String poolId() {
      return resources.stream()
          .filter(resource -> resource.type().equals(PoolSettings.TYPE))
          .map(resource -> resource.document().path("Id").asText())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("a snapshot without its pool"));
    }

    private ArchiveWriter archive() {
      if (archive == null) {
        throw new IllegalStateException("users were read before the archive was begun");
      }
      return archive;
    }
  }
}
