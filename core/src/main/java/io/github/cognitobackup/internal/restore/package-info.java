/** Plans and carries out restores: one class for each duty a restore has. */
@NullMarked
package io.github.cognitobackup.internal.restore;

import org.jspecify.annotations.NullMarked;
