package io.github.cognitobackup.emulator.internal.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.scenario.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Takes a request to its service, past the counter, the latency, the faults and the quotas. */
public final class Front {

  private static final String COGNITO = "AWSCognitoIdentityProviderService";

  private final List<Service> services;
  private final Images images;
  private final CallLog log = new CallLog();
  private final QuotaGate quotas = new QuotaGate();
  private final FaultRules faults = new FaultRules();
  private volatile Duration latency = Duration.ZERO;

  /** A front before these services. */
  public Front(List<Service> services, Images images) {
    this.services = List.copyOf(services);
    this.images = images;
  }

  /** The pictures that can be fetched. */
  public Images images() {
    return images;
  }

  /** The count of calls. */
  public CallLog log() {
    return log;
  }

  /** The rates. */
  public QuotaGate quotas() {
    return quotas;
  }

  /** The rules of what goes wrong. */
  public FaultRules faults() {
    return faults;
  }

  /** Makes every call take at least this long. */
  public void latency(Duration latency) {
    this.latency = latency;
  }

  Answer answer(@Nullable String target, byte[] body) throws InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
    try {
      byte[] result = execute(target == null ? "" : target, body);
      return new Answer(200, "", requestId, result);
    } catch (ApiError e) {
      return new Answer(e.status(), e.code(), requestId, errorBody(e));
    } catch (ResetException e) {
      return new Answer(0, "", requestId, null);
    } catch (RuntimeException e) {
      ApiError bug = new ApiError("InternalErrorException", 500, "emulator: " + e);
      return new Answer(bug.status(), bug.code(), requestId, errorBody(bug));
    }
  }

  private byte[] execute(String target, byte[] body) throws InterruptedException {
    int dot = target.indexOf('.');
    String prefix = target.substring(0, Math.max(0, dot));
    String operation = target.substring(dot + 1);
    Service service =
        services.stream()
            .filter(candidate -> candidate.target().equals(prefix))
            .findFirst()
            .orElseThrow(() -> new ApiError("UnknownOperationException", null));
    Params params = parse(body);
    long now = System.nanoTime();
    boolean cognito = prefix.equals(COGNITO);
    String category = cognito ? Quotas.category(operation) : "Kms";
    log.called(operation, category, now);
    FaultRules.Verdict verdict = faults.judge(operation, params);
    pause(latency.plus(verdict.delay()));
    if (verdict.before()) {
      raise(verdict);
    }
    if (cognito && !quotas.admits(operation, category, params.text("UserPoolId", ""), now)) {
      log.throttled(category);
      throw new ApiError("TooManyRequestsException", "Rate exceeded");
    }
    byte[] result = service.call(operation, params);
    if (verdict.after()) {
      raise(verdict);
    }
    return result;
  }

  private static Params parse(byte[] body) {
    try {
      return new Params(Json.parse(body));
    } catch (IOException e) {
      throw new ApiError("SerializationException", null);
    }
  }

  private static void pause(Duration delay) throws InterruptedException {
    if (!delay.isZero()) {
      Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
    }
  }

  private static void raise(FaultRules.Verdict verdict) {
    Fault fault = verdict.fault();
    if (fault == null) {
      return;
    }
    switch (fault.effect()) {
      case RESET -> throw new ResetException();
      case BARE_STATUS -> throw new ApiError("", fault.status(), null);
      case ERROR ->
          throw new ApiError(
              fault.code(), fault.status(), fault.message().isEmpty() ? null : fault.message());
      case NONE -> {}
    }
  }

  private static byte[] errorBody(ApiError error) {
    if (error.code().isEmpty()) {
      return new byte[0];
    }
    ObjectNode body = Json.object().put("__type", error.code());
    if (error.getMessage() != null) {
      body.put("message", error.getMessage());
    }
    return Json.bytes(body);
  }

  private static final class ResetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ResetException() {
      super(null, null, false, false);
    }
  }
}
