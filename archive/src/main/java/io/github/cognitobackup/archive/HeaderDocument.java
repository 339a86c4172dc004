package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;
import io.github.cognitobackup.internal.naming.PoolIds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code archive.json} as it was read.
 *
 * @param unknown members that a newer minor version added
 * @param newer whether the minor version is newer than this library's
 */
record HeaderDocument(ArchiveHeader header, boolean newer, List<String> unknown) {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
  private static final int MAJOR = 1;
  private static final int MINOR = 1;

  /** From this minor version on every archive begins with the commitment to its key. */
  private static final int COMMITTED_SINCE = 1;

  static byte[] write(ArchiveHeader header) {
    ObjectNode json = Json.newObject();
    json.put("formatVersion", header.formatVersion());
    json.put("libraryVersion", header.libraryVersion());
    json.put("userPoolId", header.poolId());
    if (header.poolArn() != null) {
      json.put("userPoolArn", header.poolArn());
    }
    if (header.region() != null) {
      json.put("region", header.region());
    }
    json.put("start", header.start().toString());
    header.options().forEach(json.putObject("options")::put);
    return Json.document(json);
  }

  static HeaderDocument read(ObjectNode json) {
    Members members = new Members(json, Layout.HEADER);
    String version = members.text("formatVersion");
    boolean newer = minor(version) > MINOR;
    String library = members.text("libraryVersion");
    String poolId = members.text("userPoolId");
    if (!PoolIds.isFolder(poolId)) {
      throw Corruption.at(Layout.HEADER, "has a userPoolId that is none");
    }
    String arn = members.textOrNull("userPoolArn");
    String region = members.textOrNull("region");
    Instant start = members.instant("start");
    Map<String, String> options = members.members("options").rest(Members::text);
    List<String> unknown = members.unknown();
    if (!newer && !unknown.isEmpty()) {
      throw Corruption.at(unknown.get(0), "is not a member of format " + version);
    }
    return new HeaderDocument(
        new ArchiveHeader(version, library, poolId, arn, region, start, options), newer, unknown);
  }

  /** Whether the archive's own version promises the commitment to its key. */
  boolean promisesCommitment() {
    return minor(header.formatVersion()) >= COMMITTED_SINCE;
  }

  private static int minor(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw Corruption.at(Layout.HEADER, "has a formatVersion that is not major.minor");
    }
    if (Integer.parseInt(matcher.group(1)) != MAJOR) {
      throw new UnsupportedArchiveException(
          version,
          MAJOR + ".x",
          String.format(
              Locale.ROOT,
              "The archive is of format %s, this library reads format %d.x: read it with another"
                  + " version of the library.",
              version,
              MAJOR));
    }
    return Integer.parseInt(matcher.group(2));
  }
}
