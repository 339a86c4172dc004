/**
 * User pools: one class per family of operations over the state of an {@link
 * io.github.cognitobackup.emulator.internal.cognito.Account}.
 */
@NullMarked
package io.github.cognitobackup.emulator.internal.cognito;

import org.jspecify.annotations.NullMarked;
