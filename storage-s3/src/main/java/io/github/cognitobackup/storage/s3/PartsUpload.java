package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An object on its way in parts. Used by one thread; the parts go by others. */
final class PartsUpload {

  private static final int MAX_PARTS = 10_000;

  /** Small enough to be copied before a client loses patience; 64 GiB are 512 of them. */
  private static final long COPIED_PART = 128L << 20;

  private static final byte[] NO_BUFFER = {};

  private final BucketWrites writes;
  private final Publication publication;
  private final String uploadId;
  private final int parallelParts;
  private final ExecutorService threads;
  private final CompletionService<byte[]> arrivals;
  private final List<CompletedPart> completed = new ArrayList<>();
  private int parts;
  private int onTheWay;

  PartsUpload(BucketWrites writes, Publication publication, int parallelParts) {
    this.writes = writes;
    this.publication = publication;
    this.parallelParts = parallelParts;
    this.uploadId = writes.beginUpload(publication);
    this.threads =
        Executors.newFixedThreadPool(
            parallelParts,
            task -> {
              Thread thread = new Thread(task, "cognito-backup-upload");
              thread.setDaemon(true);
              return thread;
            });
    this.arrivals = new ExecutorCompletionService<>(threads);
  }

  String id() {
    return uploadId;
  }

  /** Takes a full part, and gives a buffer for the next one when there may be one more. */
  byte[] exchange(byte[] part) {
    byte[] free = send(part, part.length);
    return free.length == part.length ? free : new byte[part.length];
  }

  /** Sends a part away; gives the buffer of one that has arrived, or an empty one. */
  byte[] send(byte[] bytes, int length) {
    int number = nextPart();
    start(
        () -> {
          complete(writes.uploadPart(publication.key(), uploadId, number, bytes, length));
          return bytes;
        });
    return makeWay();
  }

  /**
   * Lets S3 copy the rest of an object, as parts of equal size. The first of them tells whether it
   * can: false when it refuses, and nothing was copied.
   */
  boolean copy(OpenedObject source, long position) {
    long rest = source.info().size() - position;
    long count = (rest + COPIED_PART - 1) / COPIED_PART;
    for (long i = 0; i < count; i++) {
      long from = position + rest * i / count;
      long to = position + rest * (i + 1) / count;
      int number = nextPart();
      if (i == 0) {
        try {
          complete(writes.copyPart(publication.key(), uploadId, number, source, from, to));
        } catch (StorageUnavailableException e) {
          if (e.retryable()) {
            throw e;
          }
          parts--;
          return false;
        }
      } else {
        start(
            () -> {
              complete(writes.copyPart(publication.key(), uploadId, number, source, from, to));
              return NO_BUFFER;
            });
        makeWay();
      }
    }
    return true;
  }

  private int nextPart() {
    if (++parts > MAX_PARTS) {
      throw new StorageUnavailableException(
          false,
          writes.bucket().uri(publication.key())
              + " needs more than 10,000 parts; set a larger partSize(...)",
          null);
    }
    return parts;
  }

  private void complete(CompletedPart part) {
    synchronized (completed) {
      completed.add(part);
    }
  }

  private void start(Callable<byte[]> part) {
    arrivals.submit(part);
    onTheWay++;
  }

  private byte[] makeWay() {
    return onTheWay > parallelParts ? awaitOne() : NO_BUFFER;
  }

  private byte[] awaitOne() {
    try {
      byte[] free = arrivals.take().get();
      onTheWay--;
      return free;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while " + writes.bucket().uri(publication.key()) + " was written");
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
    while (onTheWay > 0) {
      awaitOne();
    }
    threads.shutdown();
    List<CompletedPart> sorted =
        completed.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
    return writes.completeUpload(publication, uploadId, sorted);
  }

  /** Stops the parts first: one that arrives after the abort would stay for ever. */
  void abort() {
    boolean interrupted = Thread.interrupted();
    threads.shutdownNow();
    try {
      // else the upload is left to the next one to remove
      if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
        writes.tryAbortUpload(publication.key(), uploadId);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      writes.tryAbortUpload(publication.key(), uploadId);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
