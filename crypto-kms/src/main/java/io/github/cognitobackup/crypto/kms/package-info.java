/**
 * Data keys from AWS KMS.
 *
 * <pre>{@code
 * try (KmsClient kms = KmsClient.create()) {
 *   Encryptor encryptor =
 *       KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build();
 *   Envelope.seal(encryptor, Path.of("pool.tar.gz"), Path.of("pool.tar.gz.enc"));
 * }
 * }</pre>
 *
 * <p>The module needs no part of the library that talks to Amazon Cognito: it can be used alone to
 * seal and open files of any kind.
 */
@NullMarked
package io.github.cognitobackup.crypto.kms;

import org.jspecify.annotations.NullMarked;
