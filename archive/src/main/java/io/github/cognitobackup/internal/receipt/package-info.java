/** The writing of receipts, which is left to what writes, verifies and moves archives. */
@NullMarked
package io.github.cognitobackup.internal.receipt;

import org.jspecify.annotations.NullMarked;
