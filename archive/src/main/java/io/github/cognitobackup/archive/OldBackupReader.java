package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.OldScan.Role;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the backups of other tools: a {@code tar.gz} with arrays of users in {@code users.json},
 * the bare JSON arrays of users that {@code cognito-backup} and {@code cognito-backup-restore} of
 * npm write, the answers of {@code aws cognito-idp list-users}, one or several, and users one after
 * the other. {@code docs/old-backups.md} describes them.
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

  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final OldEvidence evidence;
  private final OldContents contents;
  private final ArchiveHeader header;
  private final Manifest manifest;

  /** The forms of old backups. */
  public enum Kind {
    /** Arrays of users, or of groups, alone or in answers of the AWS CLI, or users one by one. */
    JSON_ARRAY(
        "a JSON array of users or groups, as cognito-backup and cognito-backup-restore of npm and"
            + " the AWS CLI write, or several, or users one after the other"),
    /** The same in a gzip file. */
    GZIPPED_JSON_ARRAY("a JSON array of users or groups in a gzip file"),
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

  /**
   * Returns whether a file may be an archive or an old backup.
   *
   * @param head its first bytes, not sealed; a few thousand
   * @return false when it is something else for sure
   */
  public static boolean mayBeBackup(byte[] head) {
    return OldKinds.mayBeBackup(head);
  }

  /**
   * Refuses text that is in none of the forms of old backups, and names those that are read.
   *
   * @param source the bytes, not sealed, of what was not recognised
   * @param limits how much the file may ask for
   * @param path where the file lies, for the message
   * @throws UnsupportedArchiveException when it is text
   */
  public static void refuseOtherText(ReopenableSource source, ReadLimits limits, String path) {
    OldKinds.refuseOtherText(source, limits, path);
  }

  private OldBackupReader(OldEvidence evidence, OldContents contents) {
    this.evidence = evidence;
    this.contents = contents;
    this.header = evidence.header();
    this.manifest = evidence.manifest();
  }

  /**
   * Returns, from its beginning, whether a file looks like an old backup.
   *
   * @param source the bytes, not sealed
   * @param limits how much the file may ask for
   * @return empty when it is an archive of this library or something else
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static Optional<Kind> recognise(ReopenableSource source, ReadLimits limits) {
    return OldKinds.of(source, limits);
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
    OldEvidence evidence = OldEvidence.of(kind, scan, PoolIds.of(scan, path));
    return new OldBackupReader(
        evidence,
        new OldContents(first.pinned(), kind, name, limits, scan, evidence.members().keySet()));
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
    return PoolIds.inPath(path);
  }

  private static UnsupportedArchiveException unsupported(String what) {
    return new UnsupportedArchiveException(
        what,
        "archives of format " + ArchiveHeader.FORMAT_VERSION + ", and old backups",
        "The file " + what + "; name another");
  }

  /**
   * Returns what kind of file it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return evidence.kind();
  }

  /**
   * Names what the reading has shown.
   *
   * @return one sentence each
   */
  public List<String> shown() {
    return evidence.shown();
  }

  @Override
  public List<String> notProven() {
    return evidence.notProven();
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
    return onePool().resources();
  }

  @Override
  public Stream<ArchivedUser> users() {
    return onePool().users();
  }

  @Override
  public Stream<Membership> memberships() {
    return onePool().memberships();
  }

  @Override
  public void extractTo(Path directory) throws IOException {
    contents.extractTo(directory);
  }

  /**
   * Returns whether its users can be read: a tar may hold several pools, each in a folder.
   *
   * @return false when {@link #resources()}, {@link #users()} and {@link #memberships()} would
   *     throw {@link UnsupportedArchiveException}
   */
  public boolean holdsOnePool() {
    return evidence.scan().folders.size() == 1;
  }

  private OldContents onePool() {
    if (!holdsOnePool()) {
      throw new UnsupportedArchiveException(
          "an old backup of several pools",
          "an old backup of one pool",
          "The old backup holds several pools, in the folders "
              + evidence.folders()
              + "; extract it, and restore the users.json of each folder by itself");
    }
    return contents;
  }
}
