/**
 * Compares a snapshot with a pool, resources by their documents and users by keyed digests: the one
 * mechanism behind plan, re-run and proof.
 */
@NullMarked
package io.github.cognitobackup.internal.plan;

import org.jspecify.annotations.NullMarked;
