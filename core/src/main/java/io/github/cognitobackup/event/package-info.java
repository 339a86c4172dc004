/**
 * What a backup or restore tells while it runs.
 *
 * <pre>{@code
 * Backuper.builder().listener(new BackupListener() {
 *   @Override public void onUsers(long soFar) {
 *     gauge.set(soFar);
 *   }
 * })
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.event;

import org.jspecify.annotations.NullMarked;
