package io.github.cognitobackup.internal.cognito.resource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

  private static final int MOST_BYTES = 131_072;

  private final AtomicInteger requests = new AtomicInteger();
  private volatile String answer = "";
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread listener = new Thread(this::serve);
    listener.setDaemon(true);
    listener.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void anImageOfTheLargestSizeComesWhole() throws IOException {
    String image = "x".repeat(MOST_BYTES);
    answer = ok(image.length(), image);

    assertThat(Image.fetch(address("http"))).isEqualTo(image.getBytes(ISO_8859_1));
  }

  @Test
  void aLargerOneIsRefused() {
    String image = "x".repeat(MOST_BYTES + 1);
    answer = ok(image.length(), image);

    assertThatIOException()
        .isThrownBy(() -> Image.fetch(address("http")))
        .withMessage("it has more than 131072 bytes");
  }

  @Test
  void oneThatBreaksOffIsNotTakenForTheWhole() {
    answer = ok(1_000, "abc");

    assertThatIOException()
        .isThrownBy(() -> Image.fetch(address("http")))
        .withMessage("3 of 1000 bytes came");
    assertThat(requests).hasValue(3);
  }

  @Test
  void oneOfUnknownLengthComesWhole() throws IOException {
    answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc";

    assertThat(Image.fetch(address("http"))).asString(ISO_8859_1).isEqualTo("abc");
  }

  @Test
  void nobodyIsSentElsewhere() {
    answer = "HTTP/1.1 302 Found\r\nLocation: " + address("http") + "\r\nContent-Length: 0\r\n\r\n";

    assertThatIOException().isThrownBy(() -> Image.fetch(address("http"))).withMessage("HTTP 302");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "logo.png",
        "file:///etc/hostname",
        "ftp://127.0.0.1/logo.png",
        "http:///logo.png",
        "http://192.0.2.1/logo.png",
        "https:logo.png",
        "https://exa mple/logo.png"
      })
  void onlyAddressesOfHttpsAndOfThisMachineAreFetched(String address) {
    assertThatIOException()
        .isThrownBy(() -> Image.fetch(address))
        .withMessage("its address is not an HTTPS URL");
  }

  private String address(String scheme) {
    return scheme + "://127.0.0.1:" + server.getLocalPort() + "/logo.png";
  }

  private static String ok(int length, String body) {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n" + body;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        requests.incrementAndGet();
        socket.getInputStream().read(new byte[4096]);
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException e) {
        // the client went away, or the test is over
      }
    }
  }
}
