package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is told of an archive beside it, in plain text and without data of any user, so that lists
 * and retention need no key: {@code docs/format/receipt.md} has its form. It proves nothing, may be
 * missing, and no restore looks at it. Immutable.
 *
 * @param key the archive, which tells also pool, time and whether it is sealed
 * @param outcome whether anything of the pool is missing in it
 * @param counts how much it holds
 * @param size its bytes as they lie in the storage
 * @param sha256 the SHA-256 of these bytes, 64 lower-case hexadecimal digits; empty where nobody
 *     has read them, because the storage copied them by itself
 * @param wrappingKey the key under which its data key is wrapped, for AWS KMS an ARN; empty for a
 *     plain archive, and where it is not known
 * @param suspicious why it is, if it is
 * @param verified when it was last read whole and found sound; empty when never
 */
public record Receipt(
    ArchiveKey key,
    Outcome outcome,
    Manifest.Counts counts,
    long size,
    Optional<String> sha256,
    Optional<String> wrappingKey,
    Optional<ShrinkWarning> suspicious,
    Optional<Instant> verified) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern KEY_NAME = Pattern.compile("[ -~]{1,2048}");

  /**
   * Checks the parts.
   *
   * @param key see the record
   * @param outcome see the record
   * @param counts see the record
   * @param size see the record
   * @param sha256 see the record
   * @param wrappingKey see the record
   * @param suspicious see the record
   * @param verified see the record
   * @throws IllegalArgumentException when the size is negative, the digest none, the key's name not
   *     1 to 2048 printable characters of ASCII, or an archive was verified without being digested
   */
  public Receipt {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(counts, "counts");
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative: " + size);
    }
    sha256.ifPresent(
        digest -> {
          if (!SHA256.matcher(digest).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
          }
        });
    if (verified.isPresent() && sha256.isEmpty()) {
      throw new IllegalArgumentException("who has verified an archive knows its SHA-256");
    }
    wrappingKey.ifPresent(
        name -> {
          if (!KEY_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "the name of a key is 1 to 2048 printable characters of ASCII");
          }
        });
  }

  /**
   * Makes the receipt of an archive that was just written and not yet verified.
   *
   * @param key its key
   * @param manifest what it says of its content
   * @param size its bytes as they lie in the storage
   * @param sha256 their SHA-256
   * @param wrappingKey the key under which its data key is wrapped
   * @return the receipt, not suspicious
   */
  public static Receipt of(
      ArchiveKey key, Manifest manifest, long size, String sha256, Optional<String> wrappingKey) {
    return new Receipt(
        key,
        manifest.outcome(),
        manifest.counts(),
        size,
        Optional.of(sha256),
        wrappingKey,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns the receipt of another revision of the same backup: same content, other bytes, and not
   * yet verified.
   *
   * @param other the key of the other revision
   * @param otherSize its bytes as they lie in the storage
   * @param otherSha256 their SHA-256; empty where nobody has read them
   * @param otherWrappingKey the key under which its data key is wrapped
   * @return the receipt
   * @throws IllegalArgumentException when the key is that of another backup
   */
  public Receipt forRevision(
      ArchiveKey other,
      long otherSize,
      Optional<String> otherSha256,
      Optional<String> otherWrappingKey) {
    if (!other.isSameBackup(key)) {
      throw new IllegalArgumentException(other + " is not another revision of " + key);
    }
    return new Receipt(
        other,
        outcome,
        counts,
        otherSize,
        otherSha256,
        otherWrappingKey,
        suspicious,
        Optional.empty());
  }

  /**
   * Returns the receipt with a warning that users are missing, or without one.
   *
   * @param why the reason; empty for none
   * @return the receipt
   */
  public Receipt withShrinkWarning(Optional<ShrinkWarning> why) {
    return new Receipt(key, outcome, counts, size, sha256, wrappingKey, why, verified);
  }

  /**
   * Returns the receipt with the time of a verification.
   *
   * @param when the time at which the archive was found sound
   * @return the receipt
   * @throws IllegalArgumentException when it has no digest
   */
  public Receipt verifiedAt(Instant when) {
    return new Receipt(
        key, outcome, counts, size, sha256, wrappingKey, suspicious, Optional.of(when));
  }

  /**
   * Returns the receipt as JSON, as it lies beside its archive.
   *
   * @return the bytes
   */
  public byte[] toJson() {
    return ReceiptDocument.write(this);
  }
}
