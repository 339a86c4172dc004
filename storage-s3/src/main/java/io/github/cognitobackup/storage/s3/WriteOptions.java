package io.github.cognitobackup.storage.s3;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What every object that is written gets, whichever call begins it. */
record WriteOptions(
    @Nullable ServerSideEncryption encryption,
    @Nullable String kmsKeyId,
    @Nullable StorageClass storageClass,
    @Nullable Tagging tagging,
    @Nullable ObjectLockMode lockMode,
    @Nullable Duration retention,
    @Nullable ChecksumAlgorithm checksum) {

  static final WriteOptions NONE = new WriteOptions(null, null, null, null, null, null, null);

  WriteOptions withEncryption(ServerSideEncryption encryption, @Nullable String kmsKeyId) {
    return new WriteOptions(
        encryption, kmsKeyId, storageClass, tagging, lockMode, retention, checksum);
  }

  WriteOptions withStorageClass(StorageClass storageClass) {
    return new WriteOptions(
        encryption, kmsKeyId, storageClass, tagging, lockMode, retention, checksum);
  }

  WriteOptions withTags(SortedMap<String, String> tags) {
    Tagging tagging =
        Tagging.builder()
            .tagSet(
                tags.entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
            .build();
    return new WriteOptions(
        encryption, kmsKeyId, storageClass, tagging, lockMode, retention, checksum);
  }

  WriteOptions withLock(ObjectLockMode lockMode, Duration retention) {
    return new WriteOptions(
        encryption, kmsKeyId, storageClass, tagging, lockMode, retention, checksum);
  }

  WriteOptions withChecksum(ChecksumAlgorithm checksum) {
    return new WriteOptions(
        encryption, kmsKeyId, storageClass, tagging, lockMode, retention, checksum);
  }

  void applyTo(PutObjectRequest.Builder request, Instant now) {
    if (tagging != null) { // the SDK sends an empty header for null, which wants the right to tag
      request.tagging(tagging);
    }
    request
        .serverSideEncryption(encryption)
        .ssekmsKeyId(kmsKeyId)
        .storageClass(storageClass)
        .objectLockMode(lockMode)
        .objectLockRetainUntilDate(retention == null ? null : now.plus(retention));
  }

  void applyTo(CreateMultipartUploadRequest.Builder request, Instant now) {
    if (tagging != null) { // the SDK sends an empty header for null, which wants the right to tag
      request.tagging(tagging);
    }
    request
        .serverSideEncryption(encryption)
        .ssekmsKeyId(kmsKeyId)
        .storageClass(storageClass)
        .objectLockMode(lockMode)
        .objectLockRetainUntilDate(retention == null ? null : now.plus(retention))
        .checksumAlgorithm(checksumAlgorithm())
        .checksumType(checksumType());
  }

  /** The lock that is asked for, as a request of its own wants it. */
  ObjectLockRetention retentionFrom(Instant now) {
    return ObjectLockRetention.builder()
        .mode(String.valueOf(lockMode))
        .retainUntilDate(retention == null ? null : now.plus(retention))
        .build();
  }

  /** S3 takes no object with a retention without a checksum, whatever the client was told. */
  private @Nullable ChecksumAlgorithm checksumAlgorithm() {
    return checksum == null && lockMode != null ? ChecksumAlgorithm.CRC32 : checksum;
  }

  /**
   * The checksum of what is to be locked, where none was chosen. It goes as a header, and not
   * behind the body, where the SDK would put it and not every service looks.
   */
  @Nullable String crc32(byte[] bytes, int length) {
    if (checksum != null || lockMode == null) {
      return null;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  /** A checksum of the whole object, where it can be had from those of its parts. */
  @Nullable ChecksumType checksumType() {
    ChecksumAlgorithm algorithm = checksumAlgorithm();
    return algorithm != null && algorithm.toString().startsWith("CRC")
        ? ChecksumType.FULL_OBJECT
        : null;
  }
}
