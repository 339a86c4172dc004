package io.github.cognitobackup.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.WriteOptions;
import io.github.cognitobackup.catalogue.ArchiveKey;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Plain archives of a pool. */
public final class SampleArchives {

  public static final String POOL = "eu-west-1_AbCdEfGhI";

  private static final WriteOptions OPTIONS =
      WriteOptions.defaults()
          .withClock(Clock.fixed(Instant.parse("2026-11-23T10:16:00Z"), ZoneOffset.UTC));

  private SampleArchives() {}

  public static byte[] archive(int users) {
    return archive(POOL, users);
  }

  /** The archive that a key names. */
  public static byte[] archiveOf(String key, int users) {
    ArchiveKey own = ArchiveKey.parse(key).orElseThrow();
    return archive(own.userPoolId(), own.created(), users);
  }

  static byte[] archive(String poolId, int users) {
    return archive(poolId, Instant.parse("2026-11-23T10:15:30.123Z"), users);
  }

  private static byte[] archive(String poolId, Instant start, int users) {
    ObjectMapper mapper = new ObjectMapper();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveHeader header = ArchiveHeader.of(poolId, start);
    try (ArchiveWriter writer = ArchiveWriter.to(out, header, OPTIONS)) {
      writer.resource("user-pool", mapper.createObjectNode().put("Id", poolId));
      for (int i = 1; i <= users; i++) {
        writer.user(mapper.createObjectNode().put("Username", "user-" + i).put("Enabled", true));
      }
      writer.finish();
    }
    return out.toByteArray();
  }

  static String oldUsers(int users) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 1; i <= users; i++) {
      json.append(i == 1 ? "" : ",")
          .append("{\"Username\":\"u")
          .append(i)
          .append("\",\"UserStatus\":\"CONFIRMED\",\"Enabled\":true,\"Attributes\":[]}");
    }
    return json.append(']').toString();
  }
}
