package io.github.cognitobackup.internal.saving;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoSdk;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.Secrets;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.WebAcl;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.internal.reading.PoolReader;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.NewArchive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One backup of one pool: read, write, and publish as the last step. */
public final class BackupRun {

  /** What no archive of this version holds, whatever the pool has; said in each of them. */
  private static final String NOT_COVERED =
      "import jobs, remembered devices, passwords, TOTP secrets and passkeys";

  private static final Log LOG = Log.of(BackupRun.class);

  /** Why a plain archive holds less: what nobody knows may be a secret. */
  private static final String UNNAMED =
      " (unknown to AWS SDK "
          + CognitoSdk.version()
          + ", so it may be a secret; a sealed archive holds it)";

  private final ArchiveRepository repository;
  private final Clock clock;
  private final BackupListener listener;
  private final boolean leaveOutSecrets;
  private final boolean secondFactors;
  private final Function<String, Optional<String>> webAcls;

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

  /**
   * Prepares runs into a repository.
   *
   * @param secondFactors whether each user is asked for, which Cognito bills
   * @param webAcls gives the ARN of the web ACL that protects the pool of an ARN
   */
  public BackupRun(
      ArchiveRepository repository,
      BackupListener listener,
      boolean leaveOutSecrets,
      boolean secondFactors,
      Function<String, Optional<String>> webAcls) {
    this.repository = repository;
    this.clock = repository.clock();
    this.listener = listener;
    this.leaveOutSecrets = leaveOutSecrets;
    this.secondFactors = secondFactors;
    this.webAcls = webAcls;
  }

  /** Backs a pool up. */
  public Result run(Pool pool) {
    try {
      return run(pool, reader(pool));
    } catch (PoolReader.SnapshotIncompleteException e) {
      return run(pool, reader(pool).inOneChain());
    }
  }

  private PoolReader reader(Pool pool) {
    PoolReader reader = PoolReader.of(pool);
    return secondFactors ? reader.withSecondFactors() : reader;
  }

  private Result run(Pool pool, PoolReader reader) {
    Instant start = clock.instant();
    Snapshot snapshot = new Snapshot();
    // the header comes first in the archive and wants the pool's ARN, so resources are read before
    List<Resource> resources = reader.readResources(snapshot);
    arn(resources).flatMap(webAcls).map(WebAcl::of).ifPresent(snapshot::resource);
    if (pool.calls().wireHidden()) {
      LOG.warn(
          "pool {}: the Cognito client in use shows no JSON of the answers, so members that AWS SDK"
              + " {} does not know are not in the archive; give the builder the SDK's own client",
          pool.id(),
          CognitoSdk.version());
    }
    try (NewArchive archive = repository.create(header(pool, start, resources))) {
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

  private ArchiveHeader header(Pool pool, Instant start, List<Resource> resources) {
    String arn = arn(resources).orElse(null);
    return new ArchiveHeader(
        ArchiveHeader.FORMAT_VERSION,
        ArchiveHeader.ownVersion(),
        pool.id(),
        arn,
        region(arn),
        start,
        Map.of(
            "secrets",
            leaveOutSecrets ? "left-out" : "included",
            "documents",
            pool.calls().wireHidden() || !repository.sealed() ? "modelled" : "wire",
            "awsSdk",
            CognitoSdk.version(),
            ArchivedPool.SECOND_FACTORS,
            secondFactors ? "included" : "left-out",
            "notCovered",
            NOT_COVERED));
  }

  private static Optional<String> arn(List<Resource> resources) {
    return resources.stream()
        .filter(resource -> resource.type().equals(PoolSettings.TYPE))
        .map(resource -> resource.document().path("Arn"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
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
    private final Set<String> unnamedOfUsers = ConcurrentHashMap.newKeySet();
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong memberships = new AtomicLong();
    private @Nullable ArchiveWriter archive;

    @Override
    public void resource(Resource resource) {
      String name =
          resource.id().isEmpty() ? resource.type() : resource.type() + '/' + resource.id();
      Resource kept = resource;
      if (!repository.sealed()) {
        kept = resource.withoutUnnamed();
        resource.unnamed().forEach(member -> leftOut.add(name + ": " + member + UNNAMED));
      }
      if (leaveOutSecrets) {
        Secrets.leaveOut(kept.document()).forEach(secret -> leftOut.add(name + ": " + secret));
      }
      resources.add(kept);
      listener.onResource(resource.type(), resource.id());
    }

    @Override
    public void gap(String resource, String reason) {
      if (archive == null) {
        gaps.add(new Manifest.Gap(resource, reason));
      } else {
        archive.gap(resource, reason);
      }
      listener.onGap(resource, reason);
    }

    @Override
    public void incomplete(String resource, String reason) {
      gap(resource, reason);
    }

    @Override
    public void user(Resource user) {
      if (repository.sealed()) {
        archive().user(user.document());
      } else {
        archive().user(user.modelled());
        user.unnamed().stream()
            .filter(unnamedOfUsers::add)
            .forEach(member -> archive().leftOut(user.type() + ": " + member + UNNAMED));
      }
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
