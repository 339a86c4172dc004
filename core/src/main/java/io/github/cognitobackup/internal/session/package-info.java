/**
 * What a restore holds while it runs: the lease by which no other run writes, the journal by which
 * a killed run goes on, and the pool that it found or created.
 */
@NullMarked
package io.github.cognitobackup.internal.session;

import org.jspecify.annotations.NullMarked;
