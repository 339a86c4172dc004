/**
 * Restores users: decides what is done to each, writes them without the attributes that Cognito
 * refuses, and counts what is lost with them.
 */
@NullMarked
package io.github.cognitobackup.internal.users;

import org.jspecify.annotations.NullMarked;
