/** Reads a whole user pool: its resources, then its users in parallel, then its memberships. */
@NullMarked
package io.github.cognitobackup.internal.reading;

import org.jspecify.annotations.NullMarked;
