/** Keys that really encrypt, and the operations on them. */
@NullMarked
package io.github.cognitobackup.emulator.internal.kms;

import org.jspecify.annotations.NullMarked;
