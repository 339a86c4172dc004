/** Loses a pool and brings it back, on embedded parts, and proves that it is the same. */
@NullMarked
package io.github.cognitobackup.examples.quickstart;

import org.jspecify.annotations.NullMarked;
