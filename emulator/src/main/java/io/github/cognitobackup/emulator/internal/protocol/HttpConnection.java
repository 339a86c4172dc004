package io.github.cognitobackup.emulator.internal.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client's connection: reads requests and writes answers, one after the other. */
final class HttpConnection {

  private static final int MAX_HEAD = 64 * 1024;
  private static final int MAX_BODY = 16 * 1024 * 1024;

  private final Socket socket;
  private final Front front;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(Socket socket, Front front) throws IOException {
    this.socket = socket;
    this.front = front;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.out = socket.getOutputStream();
  }

  void run() throws IOException, InterruptedException {
    while (true) {
      String requestLine = readLine();
      if (requestLine == null) {
        return;
      }
      Map<String, String> headers = readHeaders();
      if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      byte[] body = readBody(headers);
      boolean last = "close".equalsIgnoreCase(headers.get("connection"));
      if (requestLine.startsWith("GET ")) {
        writePicture(front.images().get(requestLine.split(" ", 3)[1]), last);
        if (last) {
          return;
        }
        continue;
      }
      Answer answer = front.answer(headers.get("x-amz-target"), body);
      if (answer.body == null) {
        socket.setSoLinger(true, 0);
        return;
      }
      write(answer, answer.body, last);
      if (last) {
        return;
      }
    }
  }

  private void write(Answer answer, byte[] body, boolean last) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(answer.status).append(answer.status == 200 ? " OK" : " Error");
    head.append("\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: ");
    head.append(body.length);
    head.append("\r\nx-amzn-RequestId: ").append(answer.requestId);
    if (!answer.error.isEmpty()) {
      head.append("\r\nx-amzn-ErrorType: ").append(answer.error).append(':');
    }
    head.append(last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    write(head, body);
  }

  private void writePicture(byte @Nullable [] picture, boolean last) throws IOException {
    byte[] body = picture == null ? new byte[0] : picture;
    StringBuilder head = new StringBuilder(128);
    head.append(picture == null ? "HTTP/1.1 404 Not Found" : "HTTP/1.1 200 OK");
    head.append("\r\nContent-Type: ").append(Images.type(body));
    head.append("\r\nContent-Length: ").append(body.length);
    head.append(last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    write(head, body);
  }

  private void write(StringBuilder head, byte[] body) throws IOException {
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    out.write(whole);
    out.flush();
  }

  private Map<String, String> readHeaders() throws IOException {
    Map<String, String> headers = new HashMap<>();
    while (true) {
      String line = readLine();
      if (line == null) {
        throw new EOFException("request cut in its head");
      }
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
  }

  private byte[] readBody(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return readChunks();
    }
    return readExactly(length(headers.getOrDefault("content-length", "0"), 10));
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = readLine();
      if (line == null) {
        throw new EOFException("request cut in its body");
      }
      int semicolon = line.indexOf(';');
      int size = length(semicolon < 0 ? line : line.substring(0, semicolon), 16);
      if (size == 0) {
        readHeaders();
        return body.toByteArray();
      }
      length(Integer.toString(body.size() + size), 10);
      body.write(readExactly(size));
      readLine();
    }
  }

  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("request cut in its body");
    }
    return bytes;
  }

  private static int length(String text, int radix) throws IOException {
    try {
      int length = Integer.parseInt(text.trim(), radix);
      if (length >= 0 && length <= MAX_BODY) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("a length that is no number", e);
    }
    throw new IOException("a body of more than " + MAX_BODY + " bytes");
  }

  private @Nullable String readLine() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > MAX_HEAD) {
        throw new IOException("a head of more than " + MAX_HEAD + " bytes");
      }
    }
    return null;
  }
}
