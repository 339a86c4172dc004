package io.github.cognitobackup.internal.cognito.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Set;

/** Fetches the logo of classic pages from where Cognito says that it is. */
final class Image {

  /** What Cognito takes at most, in bytes. */
  private static final int MOST_BYTES = 131_072;

  /** Where emulators are. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int ATTEMPTS = 3;

  private Image() {}

  /**
   * Fetches an image.
   *
   * @throws IOException when the address is none of HTTPS, nothing is there, or it is too large
   */
  static byte[] fetch(String address) throws IOException {
    URL url = url(address);
    for (int attempt = 1; ; attempt++) {
      try {
        return bytes(url);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static URL url(String address) throws IOException {
    try {
      URI uri = new URI(address);
      String host = uri.getHost();
      boolean secure = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && host != null && LOOPBACK.contains(host);
      if (host != null && (secure || local)) {
        return uri.toURL();
      }
    } catch (URISyntaxException e) {
      // it is none
    }
    throw new IOException("its address is not an HTTPS URL");
  }

  private static byte[] bytes(URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP " + status);
      }
      try (InputStream body = connection.getInputStream()) {
        byte[] image = body.readNBytes(MOST_BYTES + 1);
        if (image.length > MOST_BYTES) {
          throw new IOException("it has more than " + MOST_BYTES + " bytes");
        }
        long length = connection.getContentLengthLong();
        if (length >= 0 && image.length != length) {
          throw new IOException(image.length + " of " + length + " bytes came");
        }
        return image;
      }
    } finally {
      connection.disconnect();
    }
  }
}
