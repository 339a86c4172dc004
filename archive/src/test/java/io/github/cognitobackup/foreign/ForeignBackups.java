package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.archive.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes foreign backups for tests. */
public final class ForeignBackups {

  /** A user of whom nothing but the least is known. */
  public static final String LEAST = "{\"Username\":\"a\",\"UserStatus\":\"CONFIRMED\"}";

  private ForeignBackups() {}

  /** A sample of the test resources. */
  public static byte[] sample(String name) {
    try (InputStream in = ForeignBackups.class.getResourceAsStream("/foreign-backups/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tar of the previous tool: paths and texts in turn; a path that ends in / is a folder. */
  public static byte[] tar(String... pathsAndTexts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8));
    }
    // a fraction of a second makes pax headers
    return Archives.gzip(plainTar(files, FileTime.fromMillis(1_700_000_000_123L)));
  }

  static byte[] plainTar(Map<String, byte[]> files, FileTime time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry(file.getKey(), true);
        header.setSize(file.getValue().length);
        header.setLastModifiedTime(time);
        tar.putArchiveEntry(header);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ForeignBackupReader open(byte[] bytes, String path) {
    return ForeignBackupReader.open(Archives.source(bytes), ReadLimits.defaults(), path);
  }

  static ForeignBackupReader open(String json) {
    return open(json.getBytes(UTF_8), "backup.json");
  }

  static List<ArchivedUser> users(Snapshot snapshot) {
    try (Stream<ArchivedUser> users = snapshot.users()) {
      return users.toList();
    }
  }

  static List<Membership> memberships(Snapshot snapshot) {
    try (Stream<Membership> memberships = snapshot.memberships()) {
      return memberships.toList();
    }
  }

  static List<ArchivedResource> resources(Snapshot snapshot) {
    try (Stream<ArchivedResource> resources = snapshot.resources()) {
      return resources.toList();
    }
  }
}
