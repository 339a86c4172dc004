/**
 * Moves archives without losing one: to another storage, from plain to sealed, from one key to
 * another.
 *
 * <pre>{@code
 * Copy.between(folder, bucket).run(Selection.all());
 * Migration.of(storage, encryptor).run(Selection.pool("eu-west-1_AbCdEfGhI"));
 * }</pre>
 *
 * <p>Nothing is ever overwritten, and nothing is removed before another object was proven to hold
 * the same. Each of them may be killed at any moment and run again, and two may run at once.
 */
@NullMarked
package io.github.cognitobackup.transfer;

import org.jspecify.annotations.NullMarked;
