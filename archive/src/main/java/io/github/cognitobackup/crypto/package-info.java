/**
 * The envelope of ADR-001: a file sealed with AES-256-GCM under a data key of its own, and that
 * data key, encrypted by a key service, in front of it. The package is usable alone and knows
 * neither Cognito nor a key service.
 *
 * <p>A whole archive is one GCM message of at most 64 GiB, sealed and opened in constant memory.
 * Nothing of a sealed file is released before all of it was authenticated.
 *
 * <pre>{@code
 * Envelope.seal(encryptor, Path.of("pool.tar.gz"), Path.of("pool.tar.gz.enc"));
 *
 * try (OpenedEnvelope opened =
 *         Envelope.open(encryptor, () -> Files.newInputStream(Path.of("pool.tar.gz.enc")));
 *     InputStream tarGz = opened.openStream()) {
 *   read(tarGz);
 * }
 * }</pre>
 *
 * <p>The byte layout is specified in {@code docs/format/envelope.md}, with test vectors beside it.
 */
@NullMarked
package io.github.cognitobackup.crypto;

import org.jspecify.annotations.NullMarked;
