package io.github.cognitobackup.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Commitment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** What the tests of archives share. */
public final class Archives {

  static final String POOL = "eu-west-1_AbCdEfGhI";
  static final Instant START = Instant.parse("2026-11-23T10:15:30.123Z");
  static final Instant END = Instant.parse("2026-11-23T10:16:00Z");
  static final ArchiveHeader HEADER = ArchiveHeader.of(POOL, START);
  static final WriteOptions OPTIONS =
      WriteOptions.defaults().withClock(Clock.fixed(END, ZoneOffset.UTC));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Archives() {}

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static ObjectNode user(int number) {
    return json(String.format(Locale.ROOT, "{'Username':'user-%05d','Enabled':true}", number));
  }

  static byte[] write(Consumer<ArchiveWriter> content) {
    return write(OPTIONS, content);
  }

  static byte[] write(WriteOptions options, Consumer<ArchiveWriter> content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.to(out, HEADER, options)) {
      content.accept(writer);
      writer.finish();
    }
    return out.toByteArray();
  }

  /** An archive that has something of everything, users in three parts. */
  public static byte[] sample() {
    return write(
        OPTIONS.withLinesPerPart(2),
        writer -> {
          writer.resource("user-pool", json("{'Id':'" + POOL + "'}"));
          writer.resource("clients", "abc123", json("{'ClientId':'abc123'}"));
          for (int i = 1; i <= 5; i++) {
            writer.user(user(i));
          }
          writer.membership("admins", "user-00001");
        });
  }

  static ArchiveReader open(byte[] archive) {
    return open(archive, ReadLimits.defaults());
  }

  static ArchiveReader open(byte[] archive, ReadLimits limits) {
    return ArchiveReader.open(source(archive), limits);
  }

  public static ReopenableSource source(byte[] archive) {
    return () -> new ByteArrayInputStream(archive);
  }

  static List<JsonNode> users(ArchiveReader reader) {
    try (Stream<ArchivedUser> users = reader.users()) {
      return users.map(ArchivedUser::document).toList();
    }
  }

  static List<Membership> memberships(ArchiveReader reader) {
    try (Stream<Membership> memberships = reader.memberships()) {
      return memberships.toList();
    }
  }

  static List<ArchivedResource> resources(ArchiveReader reader) {
    try (Stream<ArchivedResource> resources = reader.resources()) {
      return resources.toList();
    }
  }

  public static byte[] gunzip(byte[] archive) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A gzip file of one member, which begins as an archive's does. */
  public static byte[] gzip(byte[] tar) {
    GzipParameters parameters = new GzipParameters();
    Commitment.addTo(parameters);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, parameters)) {
      gzip.write(tar);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return out.toByteArray();
  }
}
