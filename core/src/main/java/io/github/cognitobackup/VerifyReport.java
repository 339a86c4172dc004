package io.github.cognitobackup;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;

/**
 * What a sound archive holds. That there is a report says that every byte was authenticated and
 * every digest and count agreed.
 *
 * @param key the archive's key
 * @param sealed whether it is sealed with an encryptor
 * @param size its bytes in the storage
 * @param header what the archive says of its source
 * @param manifest what it says of its content
 */
public record VerifyReport(
    String key, boolean sealed, long size, ArchiveHeader header, Manifest manifest) {

  static VerifyReport of(String key, Archives.Opened archive) {
    return new VerifyReport(
        key,
        archive.sealed(),
        archive.object().info().size(),
        archive.reader().header(),
        archive.reader().manifest());
  }
}
