/**
 * Asking for a restore, and what it says before and after.
 *
 * <pre>{@code
 * RestoreRequest request = RestoreRequest.of(key).intoNewPool("customers-restored");
 * RestorePlan plan = backuper.plan(request);
 * RestoreReport report = backuper.restore(request);
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.restore;

import org.jspecify.annotations.NullMarked;
