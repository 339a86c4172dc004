package io.github.cognitobackup.internal.cognito;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.log.Log;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells at once, by event and log, that calls have to be repeated, and counts them. The log gets
 * the first and then one line in half a minute. Thread-safe.
 */
final class Setbacks {

  private static final Log LOG = Log.of(CognitoCalls.class);
  private static final Duration LOG_EVERY = Duration.ofSeconds(30);

  private final BackupListener listener;
  private final Patience patience;
  private final AtomicLong throttled = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong nextLine;

  Setbacks(BackupListener listener, Patience patience) {
    this.listener = listener;
    this.patience = patience;
    this.nextLine = new AtomicLong(patience.now());
  }

  void throttled(String operation) {
    long soFar = throttled.incrementAndGet();
    listener.onThrottled(operation, soFar);
    if (isLineDue()) {
      LOG.warn(
          "Cognito throttles {} (refused so far: {}); slowing down, until one call"
              + " has been refused for {} seconds",
          operation,
          soFar,
          patience.limit().toSeconds());
    }
  }

  void repeated(String operation, SdkException failure) {
    long soFar = repeated.incrementAndGet();
    String reason = CognitoErrors.name(failure);
    listener.onRepeated(operation, reason, soFar);
    if (isLineDue()) {
      LOG.warn("{} failed ({}) and is repeated: {} calls so far", operation, reason, soFar);
    }
  }

  private boolean isLineDue() {
    long now = patience.now();
    long due = nextLine.get();
    return now - due >= 0 && nextLine.compareAndSet(due, now + LOG_EVERY.toNanos());
  }
}
