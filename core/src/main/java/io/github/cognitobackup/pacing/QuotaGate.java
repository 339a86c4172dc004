package io.github.cognitobackup.pacing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate that every call to Amazon Cognito passes. It knows the request-rate category of each
 * operation, grants calls at a share of the category's quota, and at 5 a second for each operation
 * on one pool where Cognito has that limit besides; it slows a category down when Cognito throttles
 * and lets it recover.
 *
 * <p>The quotas are those of one account in one Region. Several {@code Backuper}s of the same
 * account and Region are given one gate, so that together they keep to one share. The values are
 * the published defaults; where an account has less, or others use more, throttling slows the gate.
 *
 * <p>A host may send its own administrative calls through the gate too: {@link #acquire} before
 * each attempt, then {@link #succeeded} or {@link #throttled}.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html">Quotas in
 *     Amazon Cognito</a>
 */
public final class QuotaGate {

  private static final double SHARE_WITH_SIGN_IN = 0.5;
  private static final double SHARE_OF_ADMINISTRATORS = 0.9;

  private final @Nullable Double share;
  private final boolean unlimited;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final Map<QuotaCategory, Rate> categories = new ConcurrentHashMap<>();
  private final Map<String, Rate> poolOperations = new ConcurrentHashMap<>();

  /** Sleeps; a test has one that only notes for how long. */
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private QuotaGate(@Nullable Double share, boolean unlimited) {
    this(share, unlimited, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  QuotaGate(@Nullable Double share, boolean unlimited, LongSupplier nanoTime, Sleeper sleeper) {
    this.share = share;
    this.unlimited = unlimited;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  /**
   * Makes a gate with the default shares: one half of the categories that live sign-ins use too
   * (UserCreation, UserRead, UserAccountRecovery), nine tenths of the administrators' own.
   *
   * @return a new gate
   */
  public static QuotaGate ofDefaults() {
    return new QuotaGate(null, false);
  }

  /**
   * Makes a gate that takes the same share of every category.
   *
   * @param share above 0 and at most 1
   * @return a new gate
   * @throws IllegalArgumentException when the share is out of range
   */
  public static QuotaGate ofShare(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share of the quotas is " + share + ", must be above 0 and at most 1");
    }
    return new QuotaGate(share, false);
  }

  /**
   * Makes a gate that lets every call through at once: for emulators, never for a live account.
   *
   * @return a new gate
   */
  public static QuotaGate unlimited() {
    return new QuotaGate(null, true);
  }

  /**
   * Waits until a call may start.
   *
   * @param operation the name of the operation as the Java SDK spells it, such as {@code ListUsers}
   * @param poolId the pool it is about, or null
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public void acquire(String operation, @Nullable String poolId) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (unlimited) {
      return;
    }
    QuotaCategory category = QuotaCategory.of(operation);
    long wait = rate(category).reserve();
    if (category.limitedPerPool && poolId != null) {
      wait = Math.max(wait, poolRate(operation, poolId).reserve());
    }
    if (wait > 0) {
      sleeper.sleep(wait);
    }
  }

  /**
   * Tells the gate that Cognito throttled a call.
   *
   * @param operation the name of the operation
   */
  public void throttled(String operation) {
    if (!unlimited) {
      rate(QuotaCategory.of(operation)).slowDown();
    }
  }

  /**
   * Tells the gate that Cognito answered a call.
   *
   * @param operation the name of the operation
   */
  public void succeeded(String operation) {
    if (!unlimited) {
      rate(QuotaCategory.of(operation)).recover();
    }
  }

  private Rate rate(QuotaCategory category) {
    return categories.computeIfAbsent(category, c -> new Rate(c.perSecond * shareOf(c), nanoTime));
  }

  private Rate poolRate(String operation, String poolId) {
    return poolOperations.computeIfAbsent(
        operation + '@' + poolId,
        key ->
            new Rate(
                QuotaCategory.PER_POOL_AND_OPERATION * shareOf(QuotaCategory.of(operation)),
                nanoTime));
  }

  private double shareOf(QuotaCategory category) {
    if (share != null) {
      return share;
    }
    return category.usedBySignIn ? SHARE_WITH_SIGN_IN : SHARE_OF_ADMINISTRATORS;
  }
}
