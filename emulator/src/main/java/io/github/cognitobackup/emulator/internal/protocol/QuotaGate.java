package io.github.cognitobackup.emulator.internal.protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets calls pass at the rates of {@link Quotas}; off until a scale is set. */
public final class QuotaGate {

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private volatile double scale;

  /** Sets the rates: 1 for those of a new account, 2 for twice as much, 0 for no limits. */
  public void scale(double scale) {
    if (!(scale >= 0)) {
      throw new IllegalArgumentException("a scale is not negative: " + scale);
    }
    this.scale = scale;
    buckets.clear();
  }

  boolean admits(String operation, String category, String poolId, long nanos) {
    double factor = scale;
    if (factor == 0) {
      return true;
    }
    if (!bucket(category, Quotas.rate(category) * factor, nanos).take(nanos)) {
      return false;
    }
    return !Quotas.limitedPerPool(category)
        || poolId.isEmpty()
        || bucket(operation + ' ' + poolId, Quotas.PER_POOL_AND_OPERATION * factor, nanos)
            .take(nanos);
  }

  private Bucket bucket(String name, double rate, long nanos) {
    return buckets.computeIfAbsent(name, key -> new Bucket(rate, nanos));
  }

  /** A token bucket that holds one second's worth. */
  private static final class Bucket {
    private final double rate;
    private double tokens;
    private long last;

    Bucket(double rate, long nanos) {
      this.rate = rate;
      this.tokens = Math.max(1, rate);
      this.last = nanos;
    }

    synchronized boolean take(long nanos) {
      tokens = Math.min(Math.max(1, rate), tokens + Math.max(0, nanos - last) * rate / 1e9);
      last = nanos;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
