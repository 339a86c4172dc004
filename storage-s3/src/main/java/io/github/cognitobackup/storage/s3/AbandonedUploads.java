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
    Instant now = clock.instant();
    Instant limit = now.minus(idle);
    try {
      List<MultipartUpload> uploads = uploads(folder);
      boolean timesTell =
          uploads.stream().anyMatch(own -> isOwn(own, ownId) && own.initiated().isAfter(limit));
      uploads.stream()
          .filter(upload -> !isOwn(upload, ownId))
          .filter(upload -> !lastSign(upload, limit, timesTell).orElse(now).isAfter(limit))
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
    if (timesTell && upload.initiated().isAfter(limit)) {
      return Optional.of(upload.initiated());
    }
    try (Stream<Part> parts = writes.parts(upload)) {
      return parts
          .map(Part::lastModified)
          .max(Comparator.naturalOrder())
          .or(() -> timesTell ? Optional.of(upload.initiated()) : Optional.empty());
    }
  }
}
