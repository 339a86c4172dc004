package io.github.cognitobackup.transfer;

import io.github.cognitobackup.internal.log.Log;

/** Passes events on; a listener that fails is logged and does not disturb the work. */
final class SafeListener implements TransferListener {

  private static final Log LOG = Log.of(SafeListener.class);

  private final TransferListener listener;

  SafeListener(TransferListener listener) {
    this.listener = listener;
  }

  @Override
  public void onProgress(String key, Phase phase, long soFar, long total) {
    safely(() -> listener.onProgress(key, phase, soFar, total));
  }

  @Override
  public void onArchive(TransferResult result) {
    safely(() -> listener.onArchive(result));
  }

  private static void safely(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener failed", e);
    }
  }
}
