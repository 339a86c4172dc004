package io.github.cognitobackup.emulator.internal.protocol;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pictures that answers give the addresses of, and that are fetched from there. */
public final class Images {

  private static final String FOLDER = "/images/";

  private final Map<String, byte[]> byPath = new ConcurrentHashMap<>();
  private volatile String base = "";

  /** Tells where the server listens. */
  public void base(String address) {
    base = address;
  }

  /** Keeps a picture and gives its address. */
  public String put(byte[] picture) {
    String path = FOLDER + UUID.randomUUID();
    byPath.put(path, picture);
    return base + path;
  }

  /** Forgets all. */
  public void clear() {
    byPath.clear();
  }

  byte @Nullable [] get(String path) {
    return byPath.get(path);
  }

  static String type(byte[] picture) {
    boolean png = picture.length > 1 && picture[0] == (byte) 0x89 && picture[1] == 'P';
    return png ? "image/png" : "image/jpeg";
  }
}
