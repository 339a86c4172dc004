/** Backups of any origin, from the bytes that hold them. */
@NullMarked
package io.github.cognitobackup.internal.backup;

import org.jspecify.annotations.NullMarked;
