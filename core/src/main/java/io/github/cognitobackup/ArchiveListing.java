package io.github.cognitobackup;

import java.time.Instant;

/**
 * An archive in the storage, as its key tells.
 *
 * @param key its key
 * @param userPoolId the pool that was saved
 * @param created when the backup began
 * @param sealed whether it is sealed
 * @param size its bytes in the storage
 */
public record ArchiveListing(
    String key, String userPoolId, Instant created, boolean sealed, long size) {}
