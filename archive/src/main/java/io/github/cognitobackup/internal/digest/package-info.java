/** SHA-256 of objects as they lie in a storage. */
@NullMarked
package io.github.cognitobackup.internal.digest;

import org.jspecify.annotations.NullMarked;
