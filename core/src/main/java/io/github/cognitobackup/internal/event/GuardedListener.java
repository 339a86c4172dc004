package io.github.cognitobackup.internal.event;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.log.Log;

/** Passes events on; a listener that fails is logged and does not disturb the work. */
public final class GuardedListener implements BackupListener {

  private static final Log LOG = Log.of(GuardedListener.class);

  private final BackupListener listener;

  /** Wraps a listener. */
  public GuardedListener(BackupListener listener) {
    this.listener = listener;
  }

  @Override
  public void onResource(String type, String id) {
    safely(() -> listener.onResource(type, id));
  }

  @Override
  public void onGap(String resource, String reason) {
    safely(() -> listener.onGap(resource, reason));
  }

  @Override
  public void onUsersEstimated(long estimate) {
    safely(() -> listener.onUsersEstimated(estimate));
  }

  @Override
  public void onUsers(long soFar) {
    safely(() -> listener.onUsers(soFar));
  }

  @Override
  public void onMemberships(long soFar) {
    safely(() -> listener.onMemberships(soFar));
  }

  @Override
  public void onThrottled(String operation, long soFar) {
    safely(() -> listener.onThrottled(operation, soFar));
  }

  @Override
  public void onRepeated(String operation, String reason, long soFar) {
    safely(() -> listener.onRepeated(operation, reason, soFar));
  }

  @Override
  public void onRestored(long soFar, long total) {
    safely(() -> listener.onRestored(soFar, total));
  }

  @Override
  public void onFailed(String what, String reason) {
    safely(() -> listener.onFailed(what, reason));
  }

  private static void safely(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener failed", e);
    }
  }
}
