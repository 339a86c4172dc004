package io.github.cognitobackup.internal.reading;

import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A few threads and no more waiting tasks than they can begin soon, so that what feeds them goes at
 * their pace. The first failure stops all. Tasks are handed over by one thread.
 */
public final class WorkCrew implements AutoCloseable {

  private static final int WAITING_PER_THREAD = 2;

  private final ExecutorService threads;
  private final Semaphore room;
  private final int capacity;
  private final String work;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Hires threads that are named after their work. */
  public WorkCrew(String work, int threads) {
    this.work = work;
    this.capacity = threads * (1 + WAITING_PER_THREAD);
    this.room = new Semaphore(capacity);
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "cognito-backup " + work);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Hands a task over, after a wait where the crew is behind. */
  public void submit(Runnable task) {
    acquire(1);
    throwFailure();
    threads.execute(
        () -> {
          try {
            if (failure.get() == null) {
              task.run();
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  /** Waits until all that was handed over is done. */
  public void finish() {
    acquire(capacity);
    room.release(capacity);
    throwFailure();
  }

  /** Stops what is still running, and waits until it has stopped. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void acquire(int permits) {
    try {
      room.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while " + work + "; run the same command again to go on");
    }
  }

  private void throwFailure() {
    Throwable first = failure.get();
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
