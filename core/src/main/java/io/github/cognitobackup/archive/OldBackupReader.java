package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.OldScan.Found;
import io.github.cognitobackup.archive.OldScan.Role;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the backups of other tools: a {@code tar.gz} with arrays of users in {@code users.json},
 * and the bare JSON arrays of users that {@code cognito-backup} and {@code cognito-backup-restore}
 * of npm write. {@code docs/old-backups.md} describes them.
 *
 * <p>Such a file has no digests and no counts. It is read whole and checked as far as it can be:
 * that it is sound to its end and that every user in it has what a user must have. That nothing is
 * missing in it, nobody can tell; {@link #notProven()} says so in words. Users are brought into the
 * form in which an archive has them. One user is in memory at a time.
 *
 * <p>Thread-safe; throws as {@link Snapshot} says.
 */
public final class OldBackupReader implements Snapshot {

  /** What {@link ArchiveHeader#formatVersion()} says of an old backup. */
  public static final String FORMAT = "old";

  private static final Pattern POOL_ID =
      Pattern.compile("([a-z]{2}(?:-[a-z]+)+-\\d_[0-9A-Za-z]{1,55})(?![0-9A-Za-z]).*");
  private static final Pattern GROUP_OF_FEDERATION =
      Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d_[0-9A-Za-z]{1,55}_.+");

  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private static final int HEAD = 4096;
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int GAPS = 100;

  private final ReopenableSource source;
  private final Kind kind;
  private final String name;
  private final ReadLimits limits;
  private final OldScan scan;
  private final ArchiveHeader header;
  private final Manifest manifest;
  private final Map<String, Long> members;

  /** The forms of old backups. */
  public enum Kind {
    /** An array of users, or of groups, and nothing around it. */
    JSON_ARRAY("a bare JSON array, as cognito-backup and cognito-backup-restore of npm write"),
    /** The same in a gzip file. */
    GZIPPED_JSON_ARRAY("a bare JSON array in a gzip file"),
    /** JSON documents in a tar. */
    TAR_GZ("a tar.gz that does not begin with archive.json, as the tool before this library wrote");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /**
     * Says what it is.
     *
     * @return in words
     */
    public String description() {
      return description;
    }
  }

  private OldBackupReader(
      ReopenableSource source,
      Kind kind,
      String name,
      ReadLimits limits,
      OldScan scan,
      String poolId) {
    this.source = source;
    this.kind = kind;
    this.name = name;
    this.limits = limits;
    this.scan = scan;
    this.members = new TreeMap<>(scan.members);
    members
        .keySet()
        .removeIf(
            group ->
                poolId.equals(ArchiveHeader.UNKNOWN_POOL)
                    ? GROUP_OF_FEDERATION.matcher(group).matches()
                    : group.startsWith(poolId + "_"));
    Instant lastChange = scan.lastChange == null ? Instant.EPOCH : scan.lastChange;
    this.header =
        new ArchiveHeader(
            FORMAT, "unknown", poolId, null, null, lastChange, Map.of("kind", kind.name()));
    this.manifest = manifest(lastChange);
  }

  /**
   * Tells from its beginning whether a file looks like an old backup.
   *
   * @param source the bytes, not sealed
   * @param limits how much the file may ask for
   * @return empty when it is an archive of this library or something else
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static Optional<Kind> recognise(ReopenableSource source, ReadLimits limits) {
    try (InputStream in = source.openStream()) {
      byte[] head = in.readNBytes(HEAD);
      if (beginsAsArray(head)) {
        return Optional.of(Kind.JSON_ARRAY);
      }
      return isGzip(head) ? recogniseGzip(source, limits) : Optional.empty();
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
  }

  private static Optional<Kind> recogniseGzip(ReopenableSource source, ReadLimits limits) {
    try (GzipInput gzip = GzipInput.open(source, limits)) {
      byte[] block = gzip.readNBytes(BLOCK);
      if (isTarHeader(block)) {
        return TarUtils.parseName(block, 0, NAME).equals(Layout.HEADER)
            ? Optional.empty()
            : Optional.of(Kind.TAR_GZ);
      }
      return beginsAsArray(block) ? Optional.of(Kind.GZIPPED_JSON_ARRAY) : Optional.empty();
    } catch (ArchiveCorruptException e) {
      return Optional.empty(); // whoever reads it as an archive says what is wrong
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
  }

  private static boolean isTarHeader(byte[] block) {
    try {
      return block.length == BLOCK && TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException e) {
      return false; // where a checksum would stand, no number does
    }
  }

  private static boolean beginsAsArray(byte[] head) {
    return Envelope.looksPlain(head) && !isGzip(head);
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
  }

  /**
   * Reads a whole old backup and checks what can be checked.
   *
   * @param source the bytes, not sealed; opened now and again for each stream
   * @param limits how much the file may ask for; {@link ReadLimits#maxLineBytes()} bounds one user
   * @param path where the file lies: a folder or file name in it may tell the pool
   * @return a reader of the sound file
   * @throws ArchiveCorruptException when it is cut short or holds what cannot be a user
   * @throws UnsupportedArchiveException when it is no old backup
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static OldBackupReader open(ReopenableSource source, ReadLimits limits, String path) {
    Kind kind = recognise(source, limits).orElseThrow(() -> unsupported("is no old backup"));
    String name = bareName(path);
    Role bare = ofGroups(source, kind, name, limits) ? Role.GROUPS : Role.USERS;
    PinnedSource.FirstReading first = new PinnedSource.FirstReading(source);
    OldScan scan = OldScan.run(first, kind, name, bare, limits);
    if (scan.folders.isEmpty()) {
      if (kind != Kind.TAR_GZ) {
        throw Corruption.at(name, "begins with a group, but is no array of groups");
      }
      throw unsupported("is a tar.gz, but no users.json, groups.json or user-pool.json is in it");
    }
    return new OldBackupReader(first.pinned(), kind, name, limits, scan, poolId(scan, path));
  }

  /** The name of the file in which a bare array lies, as far as it is a harmless one. */
  private static String bareName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("(\\.gz)?(\\.enc)?$", "");
    return BARE_NAME.matcher(name).matches() ? name : "users.json";
  }

  private static boolean ofGroups(
      ReopenableSource source, Kind kind, String name, ReadLimits limits) {
    if (kind == Kind.TAR_GZ) {
      return false;
    }
    try (OldEntries entries = OldEntries.open(source, kind, name, limits)) {
      OldEntries.Entry entry = entries.next();
      return entry != null && OldScan.beginsWithGroup(entry.content(), name, limits);
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
  }

  /**
   * Finds the id of a pool in a path: a folder or file name that is or begins with one, the last of
   * several.
   *
   * @param path such as {@code backups/eu-west-1_AbCdEfGhI.json}
   * @return the id, where one is there
   */
  public static Optional<String> poolIdIn(String path) {
    Optional<String> found = Optional.empty();
    for (String segment : path.split("/", -1)) {
      Matcher matcher = POOL_ID.matcher(segment);
      if (matcher.matches()) {
        found = Optional.of(matcher.group(1));
      }
    }
    return found;
  }

  private static String poolId(OldScan scan, String path) {
    if (scan.folders.size() > 1) {
      return ArchiveHeader.UNKNOWN_POOL;
    }
    TreeSet<String> told = new TreeSet<>(scan.poolIds);
    scan.folders.forEach(folder -> poolIdIn(folder).ifPresent(told::add));
    if (told.size() > 1) {
      throw Corruption.at("The old backup", "names more than one pool: " + told);
    }
    return told.isEmpty() ? poolIdIn(path).orElse(ArchiveHeader.UNKNOWN_POOL) : told.first();
  }

  private static UnsupportedArchiveException unsupported(String what) {
    return new UnsupportedArchiveException(
        what,
        "archives of format " + ArchiveHeader.FORMAT_VERSION + ", and old backups",
        "The file " + what + "; name another");
  }

  private Manifest manifest(Instant end) {
    List<Manifest.Gap> gaps = new ArrayList<>();
    scan.files.stream()
        .filter(file -> file.role() == Role.UNKNOWN)
        .limit(GAPS)
        .forEach(
            file ->
                gaps.add(
                    new Manifest.Gap(
                        file.entry().name(),
                        "is of a shape that is not known: it is not restored; extract it and look")));
    if (scan.mfa) {
      gaps.add(
          new Manifest.Gap(
              "mfa", "was in use, but its settings are not in an old backup: set it up by hand"));
    }
    Map<String, Long> resources = new TreeMap<>();
    if (scan.settings) {
      resources.put("user-pool", 1L);
    }
    TreeSet<String> groups = new TreeSet<>(scan.describedGroups);
    groups.addAll(members.keySet());
    if (!groups.isEmpty()) {
      resources.put("groups", (long) groups.size());
    }
    return new Manifest(
        end,
        Manifest.Outcome.of(gaps),
        new Manifest.Counts(scan.users, memberships(members), resources),
        scan.files.stream().map(Found::entry).toList(),
        gaps,
        List.of());
  }

  private static long memberships(Map<String, Long> members) {
    return members.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Tells what kind of file it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Names what the reading has shown.
   *
   * @return one sentence each
   */
  public List<String> shown() {
    List<String> shown = new ArrayList<>();
    shown.add(
        (kind == Kind.JSON_ARRAY ? "the JSON array is" : "the gzip stream and the JSON in it are")
            + " sound to the end: "
            + scan.users
            + " users, each with Username and UserStatus");
    if (!scan.describedGroups.isEmpty()) {
      shown.add(scan.describedGroups.size() + " groups with their descriptions");
    }
    if (!members.isEmpty()) {
      shown.add(memberships(members) + " memberships in " + members.size() + " groups");
    }
    if (scan.lastChange != null) {
      shown.add("the newest date of a user is " + scan.lastChange);
    }
    if (scan.folders.size() > 1) {
      shown.add("it holds several pools, in the folders " + folders());
    }
    return shown;
  }

  @Override
  public List<String> notProven() {
    List<String> missing = new ArrayList<>();
    missing.add(
        "that all users of the pool are in it: it has no counts, and tools close the file even when"
            + " they fail midway");
    missing.add("that nothing in it was changed since: it has no digests");
    missing.add("when it was taken");
    if (header.poolId().equals(ArchiveHeader.UNKNOWN_POOL)) {
      missing.add("of which pool it is: nothing in it or its name tells");
    } else if (scan.poolIds.isEmpty()) {
      missing.add("of which pool it is: only the name of a folder or file tells");
    }
    missing.add(
        members.isEmpty()
            ? "which user was in which group: it does not hold that"
            : "that all memberships are in it: tools save the first page of a user's groups only");
    missing.add(
        scan.settings
            ? "that app clients, identity providers and the like were none: it does not hold them"
            : "how the pool was set up: it holds no settings, app clients or identity providers");
    if (scan.tellingNoEnabled > 0) {
      missing.add(
          "that "
              + scan.tellingNoEnabled
              + " users were enabled: it does not tell, and they are taken as such");
    }
    return missing;
  }

  @Override
  public ArchiveHeader header() {
    return header;
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public List<String> unknown() {
    return List.of();
  }

  @Override
  public Stream<ArchivedResource> resources() {
    requireOnePool();
    List<ArchivedResource> resources = new ArrayList<>();
    try (Pass pass = new Pass()) {
      for (OldEntries.Entry entry = pass.next(); entry != null; entry = pass.next()) {
        String path = Corruption.printable(entry.name());
        if (pass.role() == Role.SETTINGS) {
          OldScan.settings(entry.content(), path, limits)
              .ifPresent(
                  pool -> resources.add(new ArchivedResource("user-pool", null, path, pool)));
        } else if (pass.role() == Role.GROUPS) {
          for (ObjectNode group : OldScan.groups(entry.content(), path, limits).orElse(List.of())) {
            resources.add(new ArchivedResource("groups", OldUser.groupName(group), path, group));
          }
        }
      }
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
    TreeSet<String> byNameOnly = new TreeSet<>(members.keySet());
    byNameOnly.removeAll(scan.describedGroups);
    byNameOnly.forEach(
        group -> resources.add(new ArchivedResource("groups", group, name, named(group))));
    return resources.stream();
  }

  /** A group of which the name alone is known; a member that is null says that it is not. */
  private static ObjectNode named(String group) {
    ObjectNode document = Json.newObject().put("GroupName", group);
    document.putNull("Description");
    document.putNull("Precedence");
    document.putNull("RoleArn");
    return document;
  }

  @Override
  public Stream<ArchivedUser> users() {
    return elements().map(element -> new ArchivedUser(element.number(), element.user().document()));
  }

  @Override
  public Stream<Membership> memberships() {
    return elements()
        .flatMap(
            element ->
                element.user().groups().stream()
                    .filter(members::containsKey)
                    .map(
                        group ->
                            new Membership(
                                group, element.user().document().path("Username").textValue())));
  }

  @Override
  public void extractTo(Path directory) throws IOException {
    try (Pass pass = new Pass()) {
      Extraction.to(
          directory,
          sink -> {
            for (OldEntries.Entry entry = pass.next(); entry != null; entry = pass.next()) {
              sink.write(entry.name(), entry.content());
            }
          });
    }
  }

  /**
   * Tells whether its users can be read: a tar may hold several pools, each in a folder.
   *
   * @return false when {@link #resources()}, {@link #users()} and {@link #memberships()} would
   *     throw {@link UnsupportedArchiveException}
   */
  public boolean holdsOnePool() {
    return scan.folders.size() == 1;
  }

  private void requireOnePool() {
    if (!holdsOnePool()) {
      throw new UnsupportedArchiveException(
          "an old backup of several pools",
          "an old backup of one pool",
          "The old backup holds several pools, in the folders "
              + folders()
              + "; extract it, and restore the users.json of each folder by itself");
    }
  }

  private List<String> folders() {
    return scan.folders.stream().limit(GAPS).map(Corruption::printable).toList();
  }

  private record Element(long number, OldUser user) {}

  private Stream<Element> elements() {
    requireOnePool();
    Pass pass = new Pass();
    Iterator<Element> iterator =
        new Iterator<>() {
          private @Nullable JsonArray array;
          private @Nullable Element next;
          private long number;

          @Override
          public boolean hasNext() {
            while (next == null) {
              ObjectNode element = array == null ? null : array.next();
              if (element != null && array != null) {
                next = new Element(++number, OldUser.read(element, array.where()));
              } else {
                array = pass.nextUsers();
                if (array == null) {
                  return false;
                }
              }
            }
            return true;
          }

          @Override
          public Element next() {
            if (!hasNext() || next == null) {
              throw new NoSuchElementException();
            }
            Element element = next;
            next = null;
            return element;
          }
        };
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
        .onClose(pass::close);
  }

  /** A later pass over the files, of which it is known what they are. */
  private final class Pass implements AutoCloseable {

    private final OldEntries entries = OldEntries.open(source, kind, name, limits);
    private int index = -1;

    /** Goes to the next file; passes over what was not read of the one before. */
    OldEntries.@Nullable Entry next() throws IOException {
      index++;
      return entries.next();
    }

    Role role() {
      return scan.files.get(index).role();
    }

    @Nullable JsonArray nextUsers() {
      try {
        for (OldEntries.Entry entry = next(); entry != null; entry = next()) {
          if (role() == Role.USERS) {
            return new JsonArray(
                OldEntries.withoutMark(entry.content()),
                Corruption.printable(entry.name()),
                limits);
          }
        }
        return null;
      } catch (IOException e) {
        throw OldEntries.unreadable(e);
      }
    }

    @Override
    public void close() {
      try {
        entries.close();
      } catch (IOException e) {
        throw OldEntries.unreadable(e);
      }
    }
  }
}
