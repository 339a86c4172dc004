package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.PrintableText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of an archive in a storage: {@code <poolId>/<yyyyMMdd'T'HHmmss.SSS'Z'>[.rN].tar.gz},
 * {@code .enc} appended when it is sealed. One backup may lie there in several revisions, of which
 * the newest counts, and of one revision sealed and plain, of which the sealed one counts.
 *
 * <p>One pool may live in two Regions, with settings of its own in each. What was read of a replica
 * is named {@code <poolId>@<Region>} here and wherever backups are listed, compared and retained,
 * so that it is not taken for the pool in its home Region.
 *
 * @param userPoolId the pool that was saved; {@code <poolId>@<Region>} of a replica
 * @param created when the backup began, to the millisecond
 * @param revision 1 for the archive as it was written, more for each time it was sealed anew
 * @param sealed whether it is sealed with an encryptor
 */
public record ArchiveKey(String userPoolId, Instant created, int revision, boolean sealed)
    implements BackupKey {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC)
          // else the 30th of February would be read as the 28th, and name another object
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String REGION = "[a-z]{2,}(?:-[a-z]+)+-\\d{1,2}";

  private static final Pattern ID_IN_REGION = Pattern.compile("(" + REGION + ")_[0-9A-Za-z]+");

  /** An id; or one that tells its home Region, and another Region. */
  private static final String POOL =
      "(?:[\\w-]+_[0-9A-Za-z]+|(?<home>"
          + REGION
          + ")_[0-9A-Za-z]+@(?!\\k<home>(?:/|$))"
          + REGION
          + ")";

  private static final Pattern POOL_ALONE = Pattern.compile(POOL);

  private static final Pattern KEY =
      Pattern.compile(
          "(?<pool>"
              + POOL
              + ")/(?<time>\\d{8}T\\d{6}\\.\\d{3}Z)(?:\\.r(?<revision>[2-9]|[1-9]\\d{1,5}))?"
              + "\\.tar\\.gz(?<sealed>\\.enc)?");

  /** Of this format no archive told the Region in its key. */
  private static final String WITHOUT_REGION = "1.0";

  /**
   * Checks the parts, and cuts the time to milliseconds.
   *
   * @param userPoolId see the record
   * @param created see the record
   * @param revision see the record
   * @param sealed see the record
   * @throws IllegalArgumentException when the pool id is none, or the revision is not 1 to 999,999
   */
  public ArchiveKey {
    checkPool(userPoolId);
    checkRevision(revision);
    created = created.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Returns the name under which archives of a pool lie.
   *
   * @param header what an archive says of itself
   * @return the pool's id; since format 1.1 with the Region where that is another one than the id
   *     begins with
   */
  public static String source(ArchiveHeader header) {
    Matcher home = ID_IN_REGION.matcher(header.poolId());
    String region = header.region() == null ? "" : header.region();
    boolean replica =
        !header.formatVersion().equals(WITHOUT_REGION)
            && home.matches()
            && region.matches(REGION)
            && !region.equals(home.group(1));
    return replica ? header.poolId() + '@' + region : header.poolId();
  }

  static void checkRevision(int revision) {
    if (revision < 1 || revision > LAST_REVISION) {
      throw new IllegalArgumentException(
          "a revision is 1 to " + LAST_REVISION + ", not " + revision);
    }
  }

  static String checkPool(String userPoolId) {
    if (!POOL_ALONE.matcher(userPoolId).matches()) {
      throw new IllegalArgumentException(
          "\"" + PrintableText.of(userPoolId) + "\" is no id of a user pool");
    }
    return userPoolId;
  }

  /**
   * Reads a key.
   *
   * @param key any key of a storage
   * @return its parts, or empty when it is not the key of an archive
   */
  public static Optional<ArchiveKey> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Instant created = TIME.parse(matcher.group("time"), Instant::from);
      String number = matcher.group("revision");
      int revision = number == null ? 1 : Integer.parseInt(number);
      return Optional.of(
          new ArchiveKey(
              matcher.group("pool"), created, revision, matcher.group("sealed") != null));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String stem() {
    return userPoolId + '/' + TIME.format(created);
  }

  @Override
  public ArchiveKey asSealed() {
    return new ArchiveKey(userPoolId, created, revision, true);
  }

  @Override
  public ArchiveKey nextRevision() {
    return new ArchiveKey(userPoolId, created, revision + 1, sealed);
  }

  @Override
  public boolean isSameBackup(BackupKey other) {
    return other instanceof ArchiveKey key
        && userPoolId.equals(key.userPoolId)
        && created.equals(key.created);
  }

  /**
   * Checks that an archive is the one that this key names: of the same pool, and begun at the same
   * millisecond. Whoever can write to a storage can copy an old archive under a newer key; what the
   * archive says of itself is sealed, its key is not.
   *
   * @param header what the archive says of itself
   * @throws ArchiveCorruptException when it is another archive
   */
  public void check(ArchiveHeader header) {
    Instant start = header.start().truncatedTo(ChronoUnit.MILLIS);
    String source = source(header);
    if (!source.equals(userPoolId) || !start.equals(created)) {
      throw new ArchiveCorruptException(
          "archive.json",
          "archive \""
              + this
              + "\" does not match its key: it holds pool "
              + source
              + " as of "
              + start
              + "; it was copied, moved or swapped. Use another archive, and find out who"
              + " put this one there",
          null);
    }
  }

  /**
   * Spells the key as the storage has it.
   *
   * @return the key
   */
  @Override
  public String toString() {
    return stem() + (revision == 1 ? "" : ".r" + revision) + ".tar.gz" + (sealed ? ".enc" : "");
  }
}
