package io.github.cognitobackup.storage;

import java.time.Instant;

/**
 * What a storage knows of an object without reading it.
 *
 * @param key where it lives
 * @param size the bytes that lie in the storage (of a sealed object: of its sealed form)
 * @param lastModified when it was committed, by the storage's clock
 */
public record ObjectInfo(String key, long size, Instant lastModified) {}
