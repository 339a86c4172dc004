package io.github.cognitobackup.internal.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The digest of what was written or read whole. */
class DigestingStorageTest {

  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  private final InMemoryStorage raw = new InMemoryStorage();
  private final DigestingStorage storage = new DigestingStorage(raw);

  private static ObjectDigest expected() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
    return new ObjectDigest(CONTENT.length, HexFormat.of().formatHex(digest));
  }

  private static void write(io.github.cognitobackup.storage.Storage into) throws IOException {
    try (ObjectWriter writer = into.create("a")) {
      writer.stream().write(CONTENT[0]);
      writer.stream().write(CONTENT, 1, 4);
      writer.commit();
    }
  }

  @Test
  void isKnownOnceTheObjectIsCommitted() throws Exception {
    try (ObjectWriter writer = storage.create("a")) {
      writer.stream().write(CONTENT);
      assertThat(storage.known("a")).isEmpty();
    }
    assertThat(storage.known("a")).as("it was abandoned").isEmpty();
    write(storage);
    assertThat(storage.known("a")).contains(expected());
  }

  @Test
  void isKnownOnceTheLastByteWasReadOrSkipped() throws Exception {
    write(raw);
    try (StoredObject object = storage.open("a");
        InputStream stream = object.openStream()) {
      assertThat(stream.read()).isEqualTo(1);
      assertThat(stream.skip(3)).isEqualTo(3);
      assertThat(storage.known("a")).isEmpty();
      assertThat(stream.read()).isEqualTo(5);
    }
    assertThat(storage.known("a")).contains(expected());
  }

  @Test
  void isReadWhereNobodyHasRead() throws Exception {
    write(raw);
    assertThat(storage.known("a")).isEmpty();
    assertThat(storage.digest("a")).isEqualTo(expected());
  }
}
