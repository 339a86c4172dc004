/**
 * Keeps a backup or restore from starving the sign-ins that share its account's request quotas.
 *
 * <pre>{@code
 * QuotaGate gate = QuotaGate.ofShare(0.25);
 * Backuper tokyo = Backuper.builder().pacing(gate)...
 * Backuper also = Backuper.builder().pacing(gate)...   // the two share one quarter
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.pacing;

import org.jspecify.annotations.NullMarked;
