package io.github.cognitobackup.internal.cognito.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/** Fetches the logo of classic pages from where Cognito says that it is. */
final class Image {

  /** What Cognito takes at most, in bytes. */
  private static final int MOST_BYTES = 131_072;

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
      boolean secure = "https".equals(uri.getScheme());
      boolean local =
          "http".equals(uri.getScheme())
              && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
      if (!secure && !local) {
        throw new IOException("its address is none of HTTPS");
      }
      return uri.toURL();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("its address is none", e);
    }
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
        return image;
      }
    } finally {
      connection.disconnect();
    }
  }
}
