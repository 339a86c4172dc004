package io.github.cognitobackup.pacing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * A gate whose clock stands still and whose callers wait for nothing: how long each was told to
 * wait is the moment at which its call would have started.
 */
public final class StandingClock implements ExecutionInterceptor {

  private final ThreadLocal<Long> wait = ThreadLocal.withInitial(() -> 0L);
  private final Map<QuotaCategory, ConcurrentLinkedQueue<Long>> starts = new ConcurrentHashMap<>();
  private final QuotaGate gate = new QuotaGate(null, false, () -> 0, wait::set);

  public QuotaGate gate() {
    return gate;
  }

  /** Notes when a call would have started. */
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    starts
        .computeIfAbsent(QuotaCategory.of(operation), category -> new ConcurrentLinkedQueue<>())
        .add(wait.get());
    wait.remove();
  }

  /** When the calls of the category of an operation would have started, in seconds. */
  public List<Double> starts(String operation) {
    return starts.getOrDefault(QuotaCategory.of(operation), new ConcurrentLinkedQueue<>()).stream()
        .sorted()
        .map(nanos -> nanos / 1e9)
        .toList();
  }
}
