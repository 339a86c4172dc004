package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Makes archives by hand, sound or with one fault, with the tar library alone. The manifest follows
 * what was added, so that only the wanted fault is in the archive.
 */
public final class CraftedArchive {

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> resources = new TreeMap<>();
  private long users;
  private long memberships;
  private String manifestExtra = "";
  private String gaps = "";
  private String outcome = "COMPLETE";
  private UnaryOperator<String> manifestEdit = UnaryOperator.identity();

  private record Entry(String name, byte[] content, boolean listed) {}

  static CraftedArchive empty() {
    return new CraftedArchive();
  }

  static CraftedArchive sound() {
    return ofVersion("1.0")
        .resource("user-pool", "user-pool.json", "{\"Id\":\"x\"}")
        .users("users-00001.jsonl", 1, "{\"Username\":\"a\"}\n")
        .memberships("memberships-00001.jsonl", 1, "{\"group\":\"g\",\"username\":\"a\"}\n");
  }

  public static CraftedArchive ofVersion(String version) {
    return new CraftedArchive().header(headerText(version, ""));
  }

  static String headerText(String version, String more) {
    return String.format(
        Locale.ROOT,
        """
        {"formatVersion":"%s","libraryVersion":"t","userPoolId":"%s",%s
        "start":"2026-11-23T10:15:30Z","options":{}}\
        """,
        version,
        Archives.POOL,
        more);
  }

  CraftedArchive header(String text) {
    return entry("archive.json", text);
  }

  CraftedArchive resource(String type, String file, String text) {
    resources.merge(type, 1L, Long::sum);
    return entry(Archives.POOL + "/" + file, text);
  }

  CraftedArchive users(String file, int count, String text) {
    users += count;
    return entry(Archives.POOL + "/" + file, text);
  }

  CraftedArchive memberships(String file, int count, String text) {
    memberships += count;
    return entry(Archives.POOL + "/" + file, text);
  }

  CraftedArchive entry(String name, String text) {
    return entry(name, text.getBytes(UTF_8), true);
  }

  CraftedArchive entry(String name, byte[] content, boolean listed) {
    entries.add(new Entry(name, content, listed));
    return this;
  }

  CraftedArchive manifestMember(String member) {
    manifestExtra = "," + member;
    return this;
  }

  CraftedArchive outcome(String name, String gapList) {
    outcome = name;
    gaps = gapList;
    return this;
  }

  CraftedArchive editManifest(UnaryOperator<String> edit) {
    manifestEdit = edit;
    return this;
  }

  public byte[] build() {
    return Archives.gzip(tar(true));
  }

  /** Changes the header of one entry and mends its checksum. */
  byte[] buildWithHeader(String name, Consumer<byte[]> change) {
    byte[] tar = tar(true);
    int start = new String(tar, ISO_8859_1).indexOf(name + "\0");
    byte[] header = Arrays.copyOfRange(tar, start, start + 512);
    change.accept(header);
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    byte[] digits = String.format(Locale.ROOT, "%06o\0", sum).getBytes(ISO_8859_1);
    System.arraycopy(digits, 0, header, 148, digits.length);
    System.arraycopy(header, 0, tar, start, header.length);
    return Archives.gzip(tar);
  }

  byte[] buildWithoutManifest() {
    return Archives.gzip(tar(false));
  }

  byte[] buildWith(CraftedArchive after) {
    List<Entry> all = new ArrayList<>(entries);
    all.add(manifest());
    all.addAll(after.entries);
    return Archives.gzip(tar(all));
  }

  private byte[] tar(boolean withManifest) {
    List<Entry> all = new ArrayList<>(entries);
    if (withManifest) {
      all.add(manifest());
    }
    return tar(all);
  }

  /** The header alone, whatever follows it. */
  public static byte[] tarHeader(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(size);
    byte[] block = new byte[512];
    try {
      entry.writeEntryHeader(block, ZipEncodingHelper.getZipEncoding(UTF_8), false);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return block;
  }

  private static byte[] tar(List<Entry> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Entry entry : all) {
        TarArchiveEntry header = new TarArchiveEntry(entry.name, true);
        header.setSize(entry.content.length);
        tar.putArchiveEntry(header);
        tar.write(entry.content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return out.toByteArray();
  }

  private Entry manifest() {
    List<String> listed =
        entries.stream()
            .filter(Entry::listed)
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "{\"name\":\"%s\",\"size\":%d,\"sha256\":\"%s\"}",
                        entry.name,
                        entry.content.length,
                        sha256(entry.content)))
            .toList();
    List<String> counts =
        resources.entrySet().stream()
            .map(count -> "\"" + count.getKey() + "\":" + count.getValue())
            .toList();
    String text =
        String.format(
            Locale.ROOT,
            """
            {"end":"2026-11-23T10:16:00Z","outcome":"%s",
            "counts":{"users":%d,"memberships":%d,"resources":{%s}},
            "entries":[%s],"gaps":[%s]%s}\
            """,
            outcome,
            users,
            memberships,
            String.join(",", counts),
            String.join(",\n", listed),
            gaps,
            manifestExtra);
    byte[] content = manifestEdit.apply(text).getBytes(UTF_8);
    return new Entry("manifest.json", content, false);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
