/** Backs a pool up: what is read of it goes into a new archive, which is committed last. */
@NullMarked
package io.github.cognitobackup.internal.saving;

import org.jspecify.annotations.NullMarked;
