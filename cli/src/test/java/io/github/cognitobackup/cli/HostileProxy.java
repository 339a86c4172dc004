package io.github.cognitobackup.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Stands before an emulator, which takes no hostile names, and puts them into what it answers. */
final class HostileProxy implements AutoCloseable {

  /** What stands in the emulator's pool for {@link Hostile#TEXT}. */
  static final String PLACEHOLDER = "placeholder";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI emulator;
  private final HttpServer server;

  HostileProxy(URI emulator) throws IOException {
    this.emulator = emulator;
    // otherwise each answer waits 40 ms for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::pass);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      HttpRequest.Builder passed =
          HttpRequest.newBuilder(emulator)
              .POST(BodyPublishers.ofString(request.replace(json(), PLACEHOLDER)));
      for (String name : new String[] {"X-Amz-Target", "Content-Type", "Authorization"}) {
        passed.header(name, exchange.getRequestHeaders().getFirst(name));
      }
      HttpResponse<String> answer = client.send(passed.build(), BodyHandlers.ofString());
      byte[] body = answer.body().replace(PLACEHOLDER, json()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** The text as the SDK and Jackson write it, without quotation marks. */
  private static String json() {
    try {
      String quoted =
          new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(Hostile.TEXT);
      return quoted.substring(1, quoted.length() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
