package io.github.cognitobackup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before an emulator and adds to its answers members that no SDK knows yet. */
final class NewerCognito implements AutoCloseable {

  static final String MEMBER = "FutureSecurityConfiguration";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DOCUMENTS =
      List.of(
          "UserPool", "UserPoolClient", "IdentityProvider", "Groups", "ResourceServers", "Users");

  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();

  NewerCognito(URI behind) throws IOException {
    this.behind = behind;
    // otherwise each answer waits 40 ms for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(behind)
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (String name : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        values.forEach(value -> request.header(name, value));
      }
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] body = response.statusCode() == 200 ? newer(target, response.body()) : response.body();
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("x-amz") && !name.contains("crc32")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] newer(String target, byte[] body) throws IOException {
    if (!(JSON.readTree(body) instanceof ObjectNode answer)) {
      return body;
    }
    if (target.endsWith(".GetUserPoolMfaConfig")) {
      add(answer);
    }
    for (String name : DOCUMENTS) {
      JsonNode document = answer.path(name);
      add(document);
      document.forEach(NewerCognito::addToElement);
    }
    return JSON.writeValueAsBytes(answer);
  }

  private static void addToElement(JsonNode element) {
    if (element.has("GroupName") || element.has("Identifier") || element.has("Username")) {
      add(element);
    }
  }

  private static void add(JsonNode document) {
    if (document instanceof ObjectNode object) {
      object.putObject(MEMBER).put("Mode", "STRICT");
      object.putNull("FutureMemberWithoutValue");
      if (object.path("Policies").path("PasswordPolicy") instanceof ObjectNode policy) {
        policy.put("FutureRule", true);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
