package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.ThrottledException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;

/**
 * The one way to Cognito: each attempt passes the quota gate, throttling is waited out for a
 * bounded time, transient faults are retried, and each repetition is told at once. The SDK's own
 * retries are switched off per request, for they would hide attempts and throttling from the gate.
 * Thread-safe.
 */
public final class CognitoCalls {

  private static final int TRANSIENT_ATTEMPTS = 8;
  private static final int UNKNOWN_ATTEMPTS = 3;

  private static final Pattern AWS_HOST =
      Pattern.compile("(?i).*\\.(amazonaws\\.com(\\.cn)?|api\\.aws)");

  private static final SdkPlugin NO_RETRIES =
      config ->
          config.overrideConfiguration(
              config.overrideConfiguration().toBuilder()
                  .retryStrategy(AwsRetryStrategy.doNotRetry())
                  .build());

  private static final AwsRequestOverrideConfiguration ONE_ATTEMPT =
      AwsRequestOverrideConfiguration.builder().addPlugin(NO_RETRIES).build();

  private final CognitoIdentityProviderClient client;
  private final QuotaGate gate;
  private final Patience patience;
  private final Setbacks setbacks;
  private volatile boolean wireHidden;

  public CognitoCalls(
      CognitoIdentityProviderClient client,
      QuotaGate gate,
      Patience patience,
      BackupListener listener) {
    this.client = client;
    this.gate = gate;
    this.patience = patience;
    this.setbacks = new Setbacks(listener, patience);
  }

  /** The Region that the client calls; empty where it does not tell. */
  public Optional<String> region() {
    try {
      return Optional.ofNullable(client.serviceClientConfiguration().region()).map(Region::id);
    } catch (UnsupportedOperationException e) {
      return Optional.empty(); // a client that is not the SDK's own
    }
  }

  /**
   * Whether an error means that the endpoint does not have the operation, as emulators may not: it
   * says so, or is none of AWS's and breaks.
   */
  boolean lacks(SdkException error) {
    return CognitoErrors.isUnknownOperation(error)
        || (CognitoErrors.isBrokenAnswer(error) && isEmulator());
  }

  private boolean isEmulator() {
    try {
      return client
          .serviceClientConfiguration()
          .endpointOverride()
          .filter(endpoint -> !AWS_HOST.matcher(String.valueOf(endpoint.getHost())).matches())
          .isPresent();
    } catch (UnsupportedOperationException e) {
      return false; // a client that is not the SDK's own
    }
  }

  /** The pauses between two attempts, also of what is more than a call. */
  public Patience patience() {
    return patience;
  }

  /**
   * Makes a call whose repetition does no harm.
   *
   * @param poolId the pool that it is about; null where it is about none
   */
  public <Q extends CognitoIdentityProviderRequest, R> R call(
      @Nullable String poolId, Q request, Operation<Q, R> operation) {
    return call(poolId, request, operation, new Attempts());
  }

  /** Makes a call that reads, and keeps the answer also as it came. */
  <Q extends CognitoIdentityProviderRequest, R> Answer<R> ask(
      String poolId, Q request, Operation<Q, R> operation) {
    WireTap tap = new WireTap();
    R response = call(poolId, request, operation, new Attempts(), oneAttempt(tap));
    JsonNode wire = tap.json();
    if (wire.isMissingNode()) {
      wireHidden = true;
    }
    return new Answer<>(response, wire);
  }

  /**
   * Whether an answer came without its JSON, as it does through a client that is not the SDK's own
   * or that rebuilds requests: what the SDK in use does not know of it was not seen.
   */
  public boolean wireHidden() {
    return wireHidden;
  }

  /**
   * Makes a call that the SDK in use may not have: JSON in, JSON out, signed and sent by the SDK.
   *
   * @param operation the operation, as quotas and policies have it
   * @throws SdkClientException when the client lets nothing be added to a request
   */
  ObjectNode wire(String poolId, String operation, ObjectNode request, Attempts attempts) {
    WireTap tap = new WireTap();
    // a client that drops what is added to the request makes a harmless call of it
    DescribeUserPoolRequest carrier = DescribeUserPoolRequest.builder().userPoolId(poolId).build();
    call(
        poolId,
        carrier,
        new Operation<>(operation, CognitoIdentityProviderClient::describeUserPool),
        attempts,
        oneAttempt(new WireTarget(operation, request), tap));
    if (tap.json() instanceof ObjectNode answer) {
      return answer;
    }
    wireHidden = true;
    throw SdkClientException.create(
        "the Cognito client given to the builder rebuilds requests, so "
            + operation
            + " cannot be called through it; give the builder the SDK's own client");
  }

  /**
   * Makes a call that must not be carried out twice: throttling is waited out, but after a
   * transient fault the caller has to look what came of it.
   *
   * @param poolId the pool that it is about; null where it is about none
   */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      @Nullable String poolId, Q request, Operation<Q, R> operation) {
    return call(poolId, request, operation, new Attempts(1));
  }

  /**
   * The same with members that Cognito takes and the SDK in use cannot name. A client that is not
   * the SDK's own does not see them.
   */
  <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      String poolId, Q request, ObjectNode members, Operation<Q, R> operation) {
    return call(poolId, request, operation, new Attempts(1), oneAttempt(new WireMembers(members)));
  }

  /**
   * Makes a call and keeps account of its attempts, so that the caller of a call that creates can
   * tell an "exists" that its own lost attempt brought about.
   */
  <Q extends CognitoIdentityProviderRequest, R> R call(
      @Nullable String poolId, Q request, Operation<Q, R> operation, Attempts attempts) {
    return call(poolId, request, operation, attempts, ONE_ATTEMPT);
  }

  private static AwsRequestOverrideConfiguration oneAttempt(ExecutionInterceptor... interceptors) {
    SdkPlugin plugin =
        config -> {
          var configuration = config.overrideConfiguration().toBuilder();
          List.of(interceptors).forEach(configuration::addExecutionInterceptor);
          config.overrideConfiguration(configuration.build());
        };
    return ONE_ATTEMPT.toBuilder().addPlugin(plugin).build();
  }

  private <Q extends CognitoIdentityProviderRequest, R> R call(
      @Nullable String poolId,
      Q request,
      Operation<Q, R> operation,
      Attempts attempts,
      AwsRequestOverrideConfiguration configuration) {
    String name = operation.name();
    Q once = configured(request, configuration);
    while (true) {
      try {
        gate.acquire(name, poolId);
      } catch (InterruptedException e) {
        throw interrupted(name);
      }
      try {
        R response = operation.method().apply(client, once);
        if (response == null) {
          throw SdkClientException.create("the Cognito client in use answers null to " + name);
        }
        gate.succeeded(name);
        return response;
      } catch (SdkException e) {
        if (CognitoErrors.isInterruption(e)) {
          throw interrupted(name);
        }
        pause(pauseAfter(e, name, poolId, attempts), name);
      } catch (UnsupportedOperationException e) {
        throw SdkClientException.create("the Cognito client in use does not have " + name);
      } catch (RuntimeException e) {
        // of the credentials providers, some throw anything
        throw credentialsFault(e, name, poolId).orElse(e);
      }
    }
  }

  /** How often a call was attempted, and with what uncertainty. Not thread-safe. */
  public static final class Attempts {

    private final int most;
    private int throttled;
    private long throttledSince;
    private int failed;
    private boolean clockSet;
    private boolean uncertain;

    public Attempts() {
      this(TRANSIENT_ATTEMPTS);
    }

    Attempts(int most) {
      this.most = most;
    }

    /** Whether an attempt broke in a way that leaves open if it was carried out. */
    public boolean uncertain() {
      return uncertain;
    }
  }

  /** The milliseconds to wait before the next attempt, if there is to be one. */
  private long pauseAfter(
      SdkException error, String operation, @Nullable String poolId, Attempts attempts) {
    if (CognitoErrors.isThrottling(error)) {
      gate.throttled(operation);
      setbacks.throttled(operation);
      if (attempts.throttled++ == 0) {
        attempts.throttledSince = patience.now();
      }
      long pause = Patience.pauseMillis(attempts.throttled);
      Duration lasted = patience.since(attempts.throttledSince);
      if (lasted.plusMillis(pause).compareTo(patience.limit()) > 0) {
        throw throttled(error, subject(operation, poolId), operation, lasted, attempts.throttled);
      }
      return pause;
    }
    if (CognitoErrors.isTransient(error)) {
      attempts.uncertain = true;
      int known = CognitoErrors.isServerErrorWithoutCode(error) ? UNKNOWN_ATTEMPTS : attempts.most;
      if (++attempts.failed < Math.min(known, attempts.most)) {
        setbacks.repeated(operation, error);
        return Patience.pauseMillis(attempts.failed);
      }
    } else if (CognitoErrors.isClockSkew(error) && !attempts.clockSet) {
      attempts.clockSet = true; // by the SDK, for its next signature
      return 0;
    }
    throw credentialsFault(error, operation, poolId).orElse(error);
  }

  private static Optional<RuntimeException> credentialsFault(
      RuntimeException error, String operation, @Nullable String poolId) {
    return CredentialsException.of(subject(operation, poolId), CognitoErrors.code(error), error)
        .map(fault -> fault);
  }

  private void pause(long millis, String operation) {
    try {
      patience.pause(millis);
    } catch (InterruptedException e) {
      throw interrupted(operation);
    }
  }

  private static ThrottledException throttled(
      SdkException error, String subject, String operation, Duration lasted, int times) {
    return new ThrottledException(
        operation,
        lasted,
        subject
            + ": Cognito has refused this call for its rate for "
            + lasted.toSeconds()
            + " seconds ("
            + times
            + " times), as much as patience(...) allows; another client is using the"
            + " account's quota for it. Run the same command again later (a restore resumes"
            + " where it stopped), reduce the other load, or ask AWS for a higher quota",
        error);
  }

  private static String subject(String operation, @Nullable String poolId) {
    return poolId == null ? operation : "user pool " + poolId + ": " + operation;
  }

  private static WorkInterruptedException interrupted(String operation) {
    Thread.currentThread().interrupt();
    return new WorkInterruptedException(
        "interrupted before or during " + operation + "; run the same command again to go on");
  }

  @SuppressWarnings("unchecked") // a request's builder builds a request of the same type
  private static <Q extends CognitoIdentityProviderRequest> Q configured(
      Q request, AwsRequestOverrideConfiguration configuration) {
    return (Q) request.toBuilder().overrideConfiguration(configuration).build();
  }
}
