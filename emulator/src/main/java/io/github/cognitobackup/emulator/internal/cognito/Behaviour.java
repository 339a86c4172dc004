package io.github.cognitobackup.emulator.internal.cognito;

import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a test may change in the manner of the answers. */
public final class Behaviour {

  private static final int[] FULL_PAGES = {};

  private volatile int[] pageSizes = FULL_PAGES;
  private final AtomicInteger page = new AtomicInteger();
  private volatile Duration listLag = Duration.ZERO;
  private volatile SubPrefixFilter subPrefixFilter = SubPrefixFilter.SUPPORTED;
  private volatile @Nullable LongUnaryOperator estimate = LongUnaryOperator.identity();

  /** Creates the manner of a healthy endpoint. */
  public Behaviour() {}

  /** Sets the cycle of page sizes; none for full pages. */
  public void pageSizes(int... sizes) {
    if (sizes.length > 0 && Arrays.stream(sizes).noneMatch(size -> size > 0)) {
      throw new IllegalArgumentException("one page of the cycle must hold something");
    }
    pageSizes = sizes.clone();
    page.set(0);
  }

  int cut(int limit) {
    int[] sizes = pageSizes;
    return sizes.length == 0
        ? limit
        : Math.min(limit, sizes[Math.floorMod(page.getAndIncrement(), sizes.length)]);
  }

  /** Sets how long a new user stays out of lists. */
  public void listLag(Duration lag) {
    listLag = lag;
  }

  long listLagMillis() {
    return listLag.toMillis();
  }

  /** Sets the manner of the filter by the start of {@code sub}. */
  public void subPrefixFilter(SubPrefixFilter manner) {
    subPrefixFilter = manner;
  }

  SubPrefixFilter subPrefixFilter() {
    return subPrefixFilter;
  }

  /** Sets what becomes of the number of users in DescribeUserPool; null leaves it out. */
  public void estimate(@Nullable LongUnaryOperator estimate) {
    this.estimate = estimate;
  }

  @Nullable Long estimate(long users) {
    LongUnaryOperator operator = estimate;
    return operator == null ? null : operator.applyAsLong(users);
  }
}
