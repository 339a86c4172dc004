package io.github.cognitobackup.storage.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Removes the multipart uploads that killed processes left: they are listed nowhere, and cost.
 *
 * <p>Only those of keys in one folder: a bucket may hold other people's uploads as well.
 */
final class AbandonedUploads {

  private final Bucket bucket;
  private final Duration idle;
  private final Clock clock;

  AbandonedUploads(Bucket bucket, Duration idle, Clock clock) {
    this.bucket = bucket;
    this.idle = idle;
    this.clock = clock;
  }

  void abortBeside(String key) {
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    if (folder.isEmpty()) {
      return;
    }
    Instant limit = clock.instant().minus(idle);
    try (Stream<MultipartUpload> uploads = bucket.uploads(folder)) {
      uploads.filter(upload -> isIdleSince(limit, upload)).toList().forEach(bucket::abort);
    } catch (SdkException e) {
      // the role may not, or the service cannot: the backup does not fail for that
    }
  }

  private boolean isIdleSince(Instant limit, MultipartUpload upload) {
    if (upload.initiated().isAfter(limit)) {
      return false;
    }
    try (Stream<Part> parts = bucket.parts(upload)) {
      return parts.noneMatch(part -> part.lastModified().isAfter(limit));
    }
  }
}
