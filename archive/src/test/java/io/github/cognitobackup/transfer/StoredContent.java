package io.github.cognitobackup.transfer;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Writes and reads whole objects. */
public final class StoredContent {

  private StoredContent() {}

  public static void put(Storage storage, String key, byte[] content) {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void put(Storage storage, String key, String content) {
    put(storage, key, content.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] get(Storage storage, String key) {
    try (StoredObject object = storage.open(key);
        InputStream in = object.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> keys(Storage storage) {
    try (Stream<ObjectInfo> objects = storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
