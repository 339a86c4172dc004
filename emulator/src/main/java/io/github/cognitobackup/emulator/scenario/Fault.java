package io.github.cognitobackup.emulator.scenario;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that makes some calls go wrong: which calls, and what happens to them.
 *
 * <p>Built from left to right, each step returning a new rule:
 *
 * <pre>{@code
 * Fault.on("AdminCreateUser").call(3).reset().afterExecution();   // done, but the answer is lost
 * Fault.on("List*").probability(0.05, 42).throttle();             // one in twenty, repeatable
 * Fault.on("ListTerms").unknownOperation();                       // an endpoint that lacks it
 * Fault.on("*").delay(Duration.ofMillis(20));                     // slow, else untouched
 * }</pre>
 *
 * <p>A rule without a condition hits every call of its operations. Of several rules that hit one
 * call, all delays are served and the first other effect wins. Immutable.
 */
public final class Fault {

  /** What a rule does to a call that it hits. */
  public enum Effect {
    /** Nothing but the delay. */
    NONE,
    /** An error answer with a code. */
    ERROR,
    /** An error answer with an HTTP status alone, as from a gateway. */
    BARE_STATUS,
    /** The connection is reset and no answer is sent. */
    RESET
  }

  private final Pattern operations;
  private int first = 1;
  private int last = Integer.MAX_VALUE;
  private int every = 1;
  private double probability = 1;
  private long seed;
  private @Nullable String member;
  private @Nullable String value;
  private Duration delay = Duration.ZERO;
  private Effect effect = Effect.NONE;
  private int status = 400;
  private String code = "";
  private String message = "";
  private boolean afterExecution;

  private Fault(Pattern operations) {
    this.operations = operations;
  }

  private Fault(Fault other) {
    operations = other.operations;
    first = other.first;
    last = other.last;
    every = other.every;
    probability = other.probability;
    seed = other.seed;
    member = other.member;
    value = other.value;
    delay = other.delay;
    effect = other.effect;
    status = other.status;
    code = other.code;
    message = other.message;
    afterExecution = other.afterExecution;
  }

  /**
   * Starts a rule.
   *
   * @param operations the operation's name on the wire, for example {@code ListUsers}; {@code *}
   *     stands for any characters
   * @return a rule that hits every such call and does nothing yet
   */
  public static Fault on(String operations) {
    return new Fault(Pattern.compile("\\Q" + operations.replace("*", "\\E.*\\Q") + "\\E"));
  }

  /**
   * Hits one call only.
   *
   * @param nth which of the matching calls, counted from 1 since the rule was injected
   * @return the narrower rule
   */
  public Fault call(int nth) {
    return calls(nth, nth);
  }

  /**
   * Hits a run of calls.
   *
   * @param first the first matching call that is hit, counted from 1
   * @param last the last one
   * @return the narrower rule
   */
  public Fault calls(int first, int last) {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("calls are counted from 1: " + first + " to " + last);
    }
    Fault copy = new Fault(this);
    copy.first = first;
    copy.last = last;
    return copy;
  }

  /**
   * Hits every n-th matching call.
   *
   * @param n 1 or more
   * @return the narrower rule
   */
  public Fault every(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("every " + n + "th call");
    }
    Fault copy = new Fault(this);
    copy.every = n;
    return copy;
  }

  /**
   * Hits matching calls at random.
   *
   * @param probability 0 to 1
   * @param seed equal seeds hit equal calls
   * @return the narrower rule
   */
  public Fault probability(double probability, long seed) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1: " + probability);
    }
    Fault copy = new Fault(this);
    copy.probability = probability;
    copy.seed = seed;
    return copy;
  }

  /**
   * Hits calls about one thing only.
   *
   * @param member a member of the request, for example {@code Username}
   * @param value its text
   * @return the narrower rule
   */
  public Fault where(String member, String value) {
    Fault copy = new Fault(this);
    copy.member = member;
    copy.value = value;
    return copy;
  }

  /**
   * Makes the call wait before anything else happens.
   *
   * @param delay how long
   * @return the rule with a delay
   */
  public Fault delay(Duration delay) {
    Fault copy = new Fault(this);
    copy.delay = delay;
    return copy;
  }

  /**
   * Answers with an error.
   *
   * @param code the exception's name on the wire
   * @param status the HTTP status
   * @param message the message
   * @return the rule with this effect
   */
  public Fault error(String code, int status, String message) {
    Fault copy = new Fault(this);
    copy.effect = Effect.ERROR;
    copy.code = code;
    copy.status = status;
    copy.message = message;
    return copy;
  }

  /**
   * Answers {@code TooManyRequestsException}.
   *
   * @return the rule with this effect
   */
  public Fault throttle() {
    return error("TooManyRequestsException", 400, "Rate exceeded");
  }

  /**
   * Answers {@code AccessDeniedException}, as IAM does.
   *
   * @return the rule with this effect
   */
  public Fault accessDenied() {
    return error("AccessDeniedException", 400, "User is not authorized to perform this operation");
  }

  /**
   * Answers {@code UnknownOperationException}.
   *
   * @return the rule with this effect
   */
  public Fault unknownOperation() {
    return error("UnknownOperationException", 400, "");
  }

  /**
   * Answers with an HTTP status and neither a code nor a message.
   *
   * @param status for example 500 or 501
   * @return the rule with this effect
   */
  public Fault status(int status) {
    Fault copy = new Fault(this);
    copy.effect = Effect.BARE_STATUS;
    copy.status = status;
    return copy;
  }

  /**
   * Resets the connection.
   *
   * @return the rule with this effect
   */
  public Fault reset() {
    Fault copy = new Fault(this);
    copy.effect = Effect.RESET;
    return copy;
  }

  /**
   * Lets the operation do its work first, so that only its answer is lost or replaced.
   *
   * @return the rule with the effect after the work
   */
  public Fault afterExecution() {
    Fault copy = new Fault(this);
    copy.afterExecution = true;
    return copy;
  }

  /**
   * Returns whether the rule is about an operation at all.
   *
   * @param operation its name on the wire
   * @return true if it is
   */
  public boolean covers(String operation) {
    return operations.matcher(operation).matches();
  }

  /**
   * Returns whether a matching call is hit, the condition of chance apart.
   *
   * @param nth the number of the matching call, from 1
   * @return true if it is
   */
  public boolean coversCall(int nth) {
    return nth >= first && nth <= last && nth % every == 0;
  }

  /**
   * The chance of a hit.
   *
   * @return 0 to 1
   */
  public double probability() {
    return probability;
  }

  /**
   * The seed of the chance.
   *
   * @return any number
   */
  public long seed() {
    return seed;
  }

  /**
   * The request member that must have {@link #value()}.
   *
   * @return its name, or null for calls about anything
   */
  public @Nullable String member() {
    return member;
  }

  /**
   * The text that {@link #member()} must have.
   *
   * @return the text, or null for calls about anything
   */
  public @Nullable String value() {
    return value;
  }

  /**
   * How long the call waits.
   *
   * @return zero or more
   */
  public Duration delay() {
    return delay;
  }

  /**
   * What happens to the call.
   *
   * @return the effect
   */
  public Effect effect() {
    return effect;
  }

  /**
   * The HTTP status of the answer.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * The error code of the answer.
   *
   * @return the code, empty when there is none
   */
  public String code() {
    return code;
  }

  /**
   * The message of the answer.
   *
   * @return the message, empty when there is none
   */
  public String message() {
    return message;
  }

  /**
   * Whether the operation does its work before the effect.
   *
   * @return true if it does
   */
  public boolean isAfterExecution() {
    return afterExecution;
  }
}
