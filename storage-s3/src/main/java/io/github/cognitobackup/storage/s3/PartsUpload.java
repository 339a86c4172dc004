package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An object on its way in parts. Used by one thread; the parts go by others. */
final class PartsUpload {

  private static final int MAX_PARTS = 10_000;

  private final Bucket bucket;
  private final Publication publication;
  private final String uploadId;
  private final int parallelParts;
  private final ExecutorService threads;
  private final Deque<Future<byte[]>> onTheWay = new ArrayDeque<>();
  private final List<CompletedPart> completed = new ArrayList<>();
  private int parts;
  private long size;

  PartsUpload(Bucket bucket, Publication publication, int parallelParts) {
    this.bucket = bucket;
    this.publication = publication;
    this.parallelParts = parallelParts;
    this.uploadId = bucket.beginUpload(publication);
    this.threads =
        Executors.newFixedThreadPool(
            parallelParts,
            task -> {
              Thread thread = new Thread(task, "cognito-backup-upload");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes a full part, and gives a buffer for the next one when there may be one more. */
  byte[] exchange(byte[] part) {
    send(part, part.length);
    return onTheWay.size() > parallelParts ? awaitOldest() : new byte[part.length];
  }

  private void send(byte[] bytes, int length) {
    int number = ++parts;
    if (number > MAX_PARTS) {
      throw new StorageUnavailableException(
          false,
          bucket.uri(publication.key())
              + " needs more than 10,000 parts; set a larger partSize(...)",
          null);
    }
    size += length;
    onTheWay.add(
        threads.submit(
            () -> {
              CompletedPart part =
                  bucket.uploadPart(publication.key(), uploadId, number, bytes, length);
              synchronized (completed) {
                completed.add(part);
              }
              return bytes;
            }));
  }

  private byte[] awaitOldest() {
    try {
      return onTheWay.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while " + bucket.uri(publication.key()) + " was written");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("uploading a part failed", e.getCause());
    }
  }

  /** Publishes the object; false when the key is taken. */
  boolean complete(byte[] last, int length) {
    if (length > 0) {
      send(last, length);
    }
    while (!onTheWay.isEmpty()) {
      awaitOldest();
    }
    threads.shutdown();
    List<CompletedPart> sorted =
        completed.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
    return bucket.completeUpload(publication, uploadId, sorted, size);
  }

  /** Stops the parts first: one that arrives after the abort would stay for ever. */
  void abort() {
    boolean interrupted = Thread.interrupted();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        return; // the upload is left to the next one to remove
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    bucket.tryAbortUpload(publication.key(), uploadId);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
