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
    String key, boolean sealed, long size, ArchiveHeader header, Manifest manifest) {}
