package io.github.cognitobackup;

import io.github.cognitobackup.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that dies at one of its steps, a step being a change of the storage or a call to a
 * service. Once dead it changes nothing any more, not even to clean up after itself.
 */
final class MortalProcess {

  /** What ends it. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("killed", null, false, false);
    }
  }

  private final AtomicInteger steps = new AtomicInteger();
  private final int last;
  private final boolean lastIsDone;
  private volatile boolean dead;

  /**
   * Starts a process.
   *
   * @param last the number of the step at which it dies
   * @param lastIsDone whether that step still takes effect, unseen by the process
   */
  MortalProcess(int last, boolean lastIsDone) {
    this.last = last;
    this.lastIsDone = lastIsDone;
  }

  /** A process that lives, and counts. */
  static MortalProcess immortal() {
    return new MortalProcess(Integer.MAX_VALUE, false);
  }

  int steps() {
    return steps.get();
  }

  boolean isDead() {
    return dead;
  }

  private interface Step<T> {
    T go() throws Throwable;
  }

  private <T> T step(Step<T> step) throws Throwable {
    int number = steps.incrementAndGet();
    if (dead || number > last) {
      throw new Death();
    }
    if (number == last) {
      dead = true;
      if (lastIsDone) {
        step.go();
      }
      throw new Death();
    }
    return step.go();
  }

  /** Wraps the client of a service, each of whose calls is a step. */
  <T> T over(Class<T> type, T client) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                step(
                    () -> {
                      try {
                        return method.invoke(client, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }

  Storage storage(Storage storage) {
    return new MortalStorage(storage);
  }

  private final class MortalStorage extends StepStorage {

    MortalStorage(Storage storage) {
      super(storage);
    }

    @Override
    void look() {
      if (dead) {
        throw new Death();
      }
    }

    @Override
    void change(Runnable change) {
      try {
        step(
            () -> {
              change.run();
              return this;
            });
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
