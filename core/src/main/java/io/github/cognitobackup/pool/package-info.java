/** What is thrown when a user pool cannot be read or made. */
@NullMarked
package io.github.cognitobackup.pool;

import org.jspecify.annotations.NullMarked;
