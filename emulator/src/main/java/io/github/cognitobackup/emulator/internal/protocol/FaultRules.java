package io.github.cognitobackup.emulator.internal.protocol;

import io.github.cognitobackup.emulator.scenario.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The injected rules and how often each has matched. */
public final class FaultRules {

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final AtomicLong applied = new AtomicLong();

  /** Adds a rule behind those that are there. */
  public void add(Fault fault) {
    rules.add(new Rule(fault));
  }

  /** Removes all rules. */
  public void clear() {
    rules.clear();
  }

  /** How many calls any rule has hit. */
  public long applied() {
    return applied.get();
  }

  Verdict judge(String operation, Params params) {
    Duration delay = Duration.ZERO;
    Fault chosen = null;
    boolean hit = false;
    for (Rule rule : rules) {
      if (rule.hits(operation, params)) {
        hit = true;
        delay = delay.plus(rule.fault.delay());
        if (chosen == null && rule.fault.effect() != Fault.Effect.NONE) {
          chosen = rule.fault;
        }
      }
    }
    if (hit) {
      applied.incrementAndGet();
    }
    return new Verdict(delay, chosen);
  }

  /** What the rules say to one call. */
  record Verdict(Duration delay, @Nullable Fault fault) {

    boolean before() {
      return fault != null && !fault.isAfterExecution();
    }

    boolean after() {
      return fault != null && fault.isAfterExecution();
    }
  }

  private static final class Rule {
    private final Fault fault;
    private final Random random;
    private int matched;

    Rule(Fault fault) {
      this.fault = fault;
      this.random = new Random(fault.seed());
    }

    synchronized boolean hits(String operation, Params params) {
      String member = fault.member();
      if (!fault.covers(operation)
          || (member != null && !params.text(member, "").equals(fault.value()))) {
        return false;
      }
      matched++;
      return fault.coversCall(matched) && random.nextDouble() < fault.probability();
    }
  }
}
