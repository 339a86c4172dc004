/**
 * Where archives live: the small interface over folders and buckets, and what every storage has in
 * common.
 *
 * <pre>{@code
 * Storage storage = new InMemoryStorage();
 * try (ObjectWriter writer = storage.create("reports/2026.json")) {
 *   writer.stream().write(json);
 *   writer.commit();
 * }
 * try (StoredObject object = storage.open("reports/2026.json");
 *     InputStream stream = object.openStream()) {
 *   stream.transferTo(System.out);
 * }
 * }</pre>
 *
 * <p>A storage that fails throws {@link io.github.cognitobackup.error.StorageUnavailableException},
 * also from the streams that it hands out. Misuse, such as a write after the commit, is an {@link
 * java.lang.IllegalStateException}; a key that breaks the rules of {@link
 * io.github.cognitobackup.storage.StorageKeys} is an {@link java.lang.IllegalArgumentException}.
 */
@NullMarked
package io.github.cognitobackup.storage;

import org.jspecify.annotations.NullMarked;
