package io.github.cognitobackup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.storage.ObjectWriter;
import java.time.Instant;
import java.util.function.Consumer;

/** A plain archive of which a test says each document. */
final class HandMade {

  static final String POOL = "eu-west-1_HandMade1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-23T10:15:30.123Z");

  private HandMade() {}

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Stores an archive of the pool {@link #POOL}; gives its key. */
  static String store(TestBed bed, Consumer<ArchiveWriter> content) {
    ArchiveKey key = new ArchiveKey(POOL, START, 1, false);
    try (ObjectWriter object = bed.storage.create(key.toString());
        ArchiveWriter archive = ArchiveWriter.to(object.stream(), ArchiveHeader.of(POOL, START))) {
      content.accept(archive);
      archive.finish();
      object.commit();
    }
    return key.toString();
  }

  static Backuper backuper(TestBed bed) {
    return bed.builder().acceptPlaintext().build();
  }
}
