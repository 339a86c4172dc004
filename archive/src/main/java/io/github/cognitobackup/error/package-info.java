/**
 * What can go wrong, told apart by what the caller does next.
 *
 * <p>{@link io.github.cognitobackup.error.CognitoBackupException} is the one root. Messages name
 * the pool, the object, the cause and the next step; they never hold data of a user or key
 * material.
 *
 * <pre>{@code
 * try {
 *   backuper.verify(key);
 * } catch (ArchiveCorruptException e) {
 *   alarm("restore from another archive: " + e.getMessage());
 * } catch (KeyUnavailableException e) {
 *   alarm("ask the owner of " + e.keyId());
 * }
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.error;

import org.jspecify.annotations.NullMarked;
