/**
 * Compares an archive with a pool: resources member by member, users by keyed digests in memory
 * that does not grow with them. The same comparison is the plan, the re-run and the proof.
 */
@NullMarked
package io.github.cognitobackup.internal.compare;

import org.jspecify.annotations.NullMarked;
