package io.github.cognitobackup.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C and SIGTERM stop the work cleanly: the working thread is interrupted, and the
 * process waits until it has let go of what it had begun.
 */
final class CleanStop {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);

  private CleanStop() {}

  static CleanStop ofCurrentThread() {
    CleanStop stop = new CleanStop();
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.interrupt(worker), "clean-stop"));
    return stop;
  }

  /** Tells that the work is over, however it ended. */
  void finished() {
    finished.countDown();
  }

  private void interrupt(Thread worker) {
    if (finished.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("cognito-backup: the work did not stop in time and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
