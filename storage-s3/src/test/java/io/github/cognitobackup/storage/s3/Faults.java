package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.storage.s3.S3Endpoint.Request;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What goes wrong between the client and the service. Thread-safe. */
final class Faults {

  enum Kind {
    NONE,
    /** The connection breaks before anything was done. */
    RESET,
    /** The connection breaks in the middle of the request's body. */
    RESET_UPLOAD,
    /** It is done, and the answer is lost. */
    LOSE_ANSWER,
    /** The connection breaks in the middle of the answer's body. */
    CUT_ANSWER,
    /** The connection breaks among the answer's headers; the client takes those it got for all. */
    CUT_HEADERS,
    /** As RESET, while another writer publishes an empty object under the key. */
    OVERTAKEN,
    /** 400 by what stands before the service, which heard half a request. */
    HALF_HEARD,
    /** It is done, and the answer comes without its body. */
    NO_BODY,
    /** 503 SlowDown. */
    SLOW_DOWN,
    /** 500 InternalError. */
    INTERNAL_ERROR,
    /** The answer that was given to {@link #refuse}. */
    REFUSE
  }

  private static final Kind[] PASSING = {
    Kind.RESET,
    Kind.RESET_UPLOAD,
    Kind.LOSE_ANSWER,
    Kind.CUT_ANSWER,
    Kind.CUT_HEADERS,
    Kind.HALF_HEARD,
    Kind.SLOW_DOWN,
    Kind.INTERNAL_ERROR
  };

  private final Map<String, Deque<Kind>> planned = new HashMap<>();
  private final Map<String, Response> refusals = new HashMap<>();
  private Random random = new Random();
  private double share;
  private int struck;

  /** Lets the next calls of an operation fail, one after the other. */
  synchronized void next(String operation, Kind... kinds) {
    Deque<Kind> queue = planned.computeIfAbsent(operation, name -> new ArrayDeque<>());
    for (Kind kind : kinds) {
      queue.add(kind);
    }
  }

  /** Answers every call of an operation so. */
  synchronized void refuse(String operation, Response answer) {
    refusals.put(operation, answer);
  }

  /** Lets a share of all calls fail transiently ways. */
  synchronized void atRandom(double share, long seed) {
    this.share = share;
    this.random = new Random(seed);
  }

  /** How many of the faults that were planned for an operation have not struck. */
  synchronized int left(String operation) {
    return planned.getOrDefault(operation, new ArrayDeque<>()).size();
  }

  synchronized int struck() {
    return struck;
  }

  private Response refusal = Response.of(500);

  synchronized Kind next(Request request) {
    Deque<Kind> queue = planned.get(request.operation());
    Kind kind = Kind.NONE;
    if (queue != null && !queue.isEmpty()) {
      kind = queue.remove();
    } else if (refusals.containsKey(request.operation())) {
      refusal = refusals.get(request.operation());
      kind = Kind.REFUSE;
    } else if (random.nextDouble() < share) {
      kind = PASSING[random.nextInt(PASSING.length)];
    }
    struck += kind == Kind.NONE ? 0 : 1;
    return kind;
  }

  boolean answers(Kind kind) {
    return kind == Kind.HALF_HEARD
        || kind == Kind.SLOW_DOWN
        || kind == Kind.INTERNAL_ERROR
        || kind == Kind.REFUSE;
  }

  synchronized Response answer(Kind kind) {
    return switch (kind) {
      case HALF_HEARD ->
          new Response(400, Map.of(), "<h1>Bad Request</h1>".getBytes(StandardCharsets.US_ASCII));
      case SLOW_DOWN -> Response.error(503, "SlowDown");
      case INTERNAL_ERROR -> Response.error(500, "InternalError");
      default -> refusal;
    };
  }
}
