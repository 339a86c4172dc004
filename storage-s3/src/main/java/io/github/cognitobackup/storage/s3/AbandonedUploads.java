package io.github.cognitobackup.storage.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Removes the multipart uploads that killed processes left: they are listed nowhere, and cost.
 *
 * <p>Only those of keys in one folder, and of this storage's own tests of a service: a bucket may
 * hold other people's uploads as well.
 */
final class AbandonedUploads {

  private final BucketWrites writes;
  private final Duration idle;
  private final Clock clock;

  AbandonedUploads(BucketWrites writes, Duration idle, Clock clock) {
    this.writes = writes;
    this.idle = idle;
    this.clock = clock;
  }

  /**
   * Aborts those beside a key.
   *
   * @param ownId the upload that was just begun. Some services tell a time of beginning that means
   *     nothing; where they do so of this one, none is believed
   */
  void abortBeside(String key, String ownId) {
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    try {
      List<MultipartUpload> uploads = uploads(folder);
      Optional<Instant> begun =
          uploads.stream()
              .filter(upload -> isOwn(upload, ownId))
              .flatMap(own -> Stream.ofNullable(own.initiated()))
              .findFirst();
      Instant ownLimit = clock.instant().minus(idle);
      // the service's clock, where it has one: this machine's may be wrong
      boolean timesTell =
          begun
              .filter(time -> !writes.bucket().isElsewhere() || time.isAfter(ownLimit))
              .isPresent();
      Instant limit = timesTell ? begun.get().minus(idle) : ownLimit;
      uploads.stream()
          .filter(upload -> !isOwn(upload, ownId))
          .filter(
              upload -> !lastSign(upload, limit, timesTell).orElse(limit.plus(idle)).isAfter(limit))
          .forEach(writes::abort);
    } catch (SdkException e) {
      // the role may not, or the service cannot: the backup does not fail for that
    }
  }

  private List<MultipartUpload> uploads(String folder) {
    try (Stream<MultipartUpload> beside = folder.isEmpty() ? Stream.of() : writes.uploads(folder);
        Stream<MultipartUpload> tests =
            writes.bucket().isElsewhere() ? writes.uploads(Bucket.TESTS) : Stream.of()) {
      return Stream.concat(beside, tests).toList();
    }
  }

  private static boolean isOwn(MultipartUpload upload, String ownId) {
    return ownId.equals(upload.uploadId());
  }

  /** When something was last heard of an upload; empty where that is not known. */
  private Optional<Instant> lastSign(MultipartUpload upload, Instant limit, boolean timesTell) {
    Optional<Instant> begun = Optional.ofNullable(upload.initiated()).filter(time -> timesTell);
    if (begun.filter(time -> time.isAfter(limit)).isPresent()) {
      return begun;
    }
    try (Stream<Part> parts = writes.parts(upload)) {
      return parts
          .flatMap(part -> Stream.ofNullable(part.lastModified()))
          .max(Comparator.naturalOrder())
          .or(() -> begun);
    }
  }
}
