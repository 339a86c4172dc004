/**
 * Calls Cognito: every call paced and retried in one place, and the SDK's model as JSON trees and
 * back. The kinds of resources are in {@code resource}.
 */
@NullMarked
package io.github.cognitobackup.internal.cognito;

import org.jspecify.annotations.NullMarked;
