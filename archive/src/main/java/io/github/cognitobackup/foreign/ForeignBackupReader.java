package io.github.cognitobackup.foreign;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.format.Corruption;
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
 * the other. {@code docs/foreign-backups.md} describes them.
 *
 * <p>Such a file has no digests and no counts. It is read whole and checked as far as it can be:
 * that it is sound to its end and that every user in it has what a user must have. That nothing is
 * missing in it, nobody can tell; {@link #notProven()} says so in words. Users are brought into the
 * form in which an archive has them. One user is in memory at a time.
 *
 * <p>Thread-safe; throws as {@link Snapshot} says.
 */
public final class ForeignBackupReader implements Snapshot {

  /** What {@link ArchiveHeader#formatVersion()} says of a foreign backup. */
  public static final String FORMAT = "old";

  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final Evidence evidence;
  private final Contents contents;
  private final ArchiveHeader header;
  private final Manifest manifest;

  private ForeignBackupReader(Evidence evidence, Contents contents) {
    this.evidence = evidence;
    this.contents = contents;
    this.header = evidence.header();
    this.manifest = evidence.manifest();
  }

  /**
   * Returns, from its beginning, whether a file looks like a foreign backup.
   *
   * @param source the bytes, not sealed
   * @param limits how much the file may ask for
   * @return empty when it is an archive of this library or something else
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static Optional<ForeignKind> recognise(ReopenableSource source, ReadLimits limits) {
    return Recognition.of(source, limits);
  }

  /**
   * Reads a whole foreign backup and checks what can be checked.
   *
   * @param source the bytes, not sealed; opened now and again for each stream
   * @param limits how much the file may ask for; {@link ReadLimits#maxLineBytes()} bounds one user
   * @param path where the file lies: a folder or file name in it may tell the pool
   * @return a reader of the sound file
   * @throws ArchiveCorruptException when it is cut short or holds what cannot be a user
   * @throws UnsupportedArchiveException when it is no foreign backup
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static ForeignBackupReader open(ReopenableSource source, ReadLimits limits, String path) {
    return find(source, limits, path).orElseThrow(() -> unsupported("is no foreign backup"));
  }

  /**
   * Reads a file as {@link #open} does, if it is a foreign backup.
   *
   * @param source the bytes, not sealed; opened now and again for each stream
   * @param limits how much the file may ask for
   * @param path where the file lies
   * @return empty when it may be an archive of this library, sound or not
   * @throws ArchiveCorruptException when it is cut short or holds what cannot be a user
   * @throws UnsupportedArchiveException when it is text in none of the forms that are read
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static Optional<ForeignBackupReader> find(
      ReopenableSource source, ReadLimits limits, String path) {
    Optional<ForeignKind> kind = recognise(source, limits);
    if (kind.isEmpty()) {
      Recognition.refuseOtherText(source, limits, path);
    }
    return kind.map(found -> open(source, found, limits, path));
  }

  private static ForeignBackupReader open(
      ReopenableSource source, ForeignKind kind, ReadLimits limits, String path) {
    String name = bareName(path);
    Role bare = ofGroups(source, kind, name, limits) ? Role.GROUPS : Role.USERS;
    PinnedSource.FirstReading first = new PinnedSource.FirstReading(source);
    Findings findings = Scan.run(first, kind, name, bare, limits);
    if (findings.folders().isEmpty()) {
      if (kind != ForeignKind.TAR_GZ) {
        throw Corruption.at(name, "begins with a group, but is no array of groups");
      }
      throw unsupported("is a tar.gz, but no users.json, groups.json or user-pool.json is in it");
    }
    Evidence evidence = Evidence.of(kind, findings, path);
    return new ForeignBackupReader(
        evidence,
        new Contents(first.pinned(), kind, name, limits, findings, evidence.members().keySet()));
  }

  /** The name of the file in which a bare array lies, as far as it is a harmless one. */
  private static String bareName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("(\\.gz)?(\\.enc)?$", "");
    return BARE_NAME.matcher(name).matches() ? name : "users.json";
  }

  private static boolean ofGroups(
      ReopenableSource source, ForeignKind kind, String name, ReadLimits limits) {
    if (kind == ForeignKind.TAR_GZ) {
      return false;
    }
    try (Entries entries = Entries.open(source, kind, name, limits)) {
      Entries.Entry entry = entries.next();
      return entry != null && Documents.beginsWithGroup(entry.content(), name, limits);
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
  }

  private static UnsupportedArchiveException unsupported(String what) {
    return new UnsupportedArchiveException(
        what,
        "archives of format " + ArchiveHeader.FORMAT_VERSION + ", and foreign backups",
        "The file " + what + "; name another");
  }

  /**
   * Returns what kind of file it is.
   *
   * @return the kind
   */
  public ForeignKind kind() {
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
    return evidence.findings().onePool();
  }

  private Contents onePool() {
    if (!holdsOnePool()) {
      throw new UnsupportedArchiveException(
          "a foreign backup of several pools",
          "a foreign backup of one pool",
          "The foreign backup holds several pools, in the folders "
              + evidence.folders()
              + "; extract it, and restore the users.json of each folder by itself");
    }
    return contents;
  }
}
