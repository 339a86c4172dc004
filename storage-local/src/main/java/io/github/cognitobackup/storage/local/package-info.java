/**
 * Keeps objects as files of a folder.
 *
 * <pre>{@code
 * Storage storage = LocalStorage.at(Path.of("/var/backups/cognito"));
 * try (Stream<ObjectInfo> objects = storage.list("")) {
 *   objects.forEach(object -> System.out.println(object.key() + " " + object.size()));
 * }
 * }</pre>
 *
 * <p>{@link io.github.cognitobackup.storage.local.LocalStorage} is the one way in.
 */
@NullMarked
package io.github.cognitobackup.storage.local;

import org.jspecify.annotations.NullMarked;
