/**
 * Keeps objects in a bucket of Amazon S3 or of a service that speaks its language.
 *
 * <pre>{@code
 * Storage storage =
 *     S3Storage.builder().client(S3Client.create()).bucket("backups").prefix("prod").build();
 * try (Stream<ObjectInfo> objects = storage.list("")) {
 *   objects.forEach(object -> System.out.println(object.key() + " " + object.size()));
 * }
 * }</pre>
 *
 * <p>{@link io.github.cognitobackup.storage.s3.S3Storage} is the one way in.
 */
@NullMarked
package io.github.cognitobackup.storage.s3;

import org.jspecify.annotations.NullMarked;
