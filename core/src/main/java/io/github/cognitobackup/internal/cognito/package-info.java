/**
 * Reads and writes a live user pool: every call paced and retried in one place, users listed in
 * parallel chains, one class per resource in {@code resource}.
 */
@NullMarked
package io.github.cognitobackup.internal.cognito;

import org.jspecify.annotations.NullMarked;
