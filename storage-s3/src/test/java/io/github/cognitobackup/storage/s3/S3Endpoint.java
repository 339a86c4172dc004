package io.github.cognitobackup.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * S3 over HTTP, in process: what {@link FakeBucket} keeps, with the faults of {@link Faults} on the
 * way. Conditions are atomic and listings in the order of UTF-8 bytes, as with S3 itself.
 */
final class S3Endpoint implements AutoCloseable {

  /** A request as a test sees it: the operation's name, the key and the headers. */
  record Request(
      String operation, String key, Map<String, String> query, Map<String, String> headers) {

    String query(String name) {
      return query.getOrDefault(name, "");
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** An answer; of a HEAD, with the length that a GET would have. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Response(int status, Map<String, String> headers, byte[] body) {

    static Response of(int status) {
      return new Response(status, Map.of(), new byte[0]);
    }

    static Response xml(String xml) {
      return new Response(
          200,
          Map.of("Content-Type", "application/xml"),
          ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(UTF_8));
    }

    static Response error(int status, String code) {
      return error(status, code, code);
    }

    static Response error(int status, String code, String message) {
      String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
      return new Response(status, Map.of("Content-Type", "application/xml"), xml.getBytes(UTF_8));
    }
  }

  final FakeBucket objects = new FakeBucket();
  final Faults faults = new Faults();
  final List<Request> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  S3Endpoint() {
    // otherwise each answer waits 40 ms for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  S3Client client() {
    return clientBuilder().build();
  }

  S3ClientBuilder clientBuilder() {
    return Clients.builder(
        URI.create("http://localhost:" + server.getAddress().getPort()),
        "id",
        "secret",
        Region.EU_WEST_1);
  }

  long count(String operation) {
    return requests.stream()
        .filter(request -> request.operation().equals(operation) && !isProbe(request))
        .count();
  }

  /** Whether it belongs to the test of conditional writes, which every storage begins with. */
  static boolean isProbe(Request request) {
    return request.key().contains(Bucket.TESTS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = requestOf(exchange);
      requests.add(request);
      Faults.Kind fault = isProbe(request) ? Faults.Kind.NONE : faults.next(request);
      byte[] body = fault == Faults.Kind.RESET_UPLOAD ? null : bodyOf(exchange, request);
      if (body == null) {
        exchange.getRequestBody().readNBytes(100_000);
        return; // closes the connection in the middle
      }
      if (fault == Faults.Kind.OVERTAKEN) {
        objects.put(request.key(), new byte[0]);
      }
      if (fault == Faults.Kind.RESET || fault == Faults.Kind.OVERTAKEN) {
        return;
      }
      Response response =
          faults.answers(fault) ? faults.answer(fault) : objects.answer(request, body);
      if (fault == Faults.Kind.CUT_HEADERS) {
        response = new Response(response.status(), Map.of(), response.body());
      }
      if (fault == Faults.Kind.NO_BODY) {
        response = new Response(response.status(), response.headers(), new byte[0]);
      }
      if (fault != Faults.Kind.LOSE_ANSWER) {
        send(exchange, response, fault == Faults.Kind.CUT_ANSWER);
      }
    }
  }

  private static void send(HttpExchange exchange, Response response, boolean cut)
      throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    int length = response.body().length;
    if (head && response.status() == 200) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
    }
    exchange.sendResponseHeaders(response.status(), head || length == 0 ? -1 : length);
    if (!head && length > 0) {
      exchange.getResponseBody().write(response.body(), 0, cut ? length / 2 : length);
      exchange.getResponseBody().flush();
    }
  }

  private static Request requestOf(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String path = decode(uri.getRawPath().substring(1));
    String key = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    return new Request(
        operation(
            exchange.getRequestMethod(), key, query, headers.containsKey("x-amz-copy-source")),
        key,
        Collections.unmodifiableMap(query),
        Collections.unmodifiableMap(headers));
  }

  private static String operation(
      String method, String key, Map<String, String> query, boolean copy) {
    boolean upload = query.containsKey("uploadId");
    return switch (method) {
      case "PUT" ->
          query.containsKey("retention")
              ? "PutObjectRetention"
              : upload ? (copy ? "UploadPartCopy" : "UploadPart") : "PutObject";
      case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      case "HEAD" -> "HeadObject";
      default ->
          upload
              ? "ListParts"
              : query.containsKey("uploads")
                  ? "ListMultipartUploads"
                  : key.isEmpty() ? "ListObjectsV2" : "GetObject";
    };
  }

  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** The bytes of the body, out of the SDK's chunks; null when the client broke off. */
  private static byte[] bodyOf(HttpExchange exchange, Request request) throws IOException {
    byte[] raw;
    try {
      raw = exchange.getRequestBody().readAllBytes();
    } catch (IOException e) {
      return null;
    }
    if (!request.headers().containsKey("x-amz-decoded-content-length")) {
      return raw;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (raw[end] != '\r') {
        end++;
      }
      String line = new String(raw, at, end - at, UTF_8);
      int size = Integer.parseInt(line.split(";", 2)[0], 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(raw, end + 2, size);
      at = end + 2 + size + 2;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
