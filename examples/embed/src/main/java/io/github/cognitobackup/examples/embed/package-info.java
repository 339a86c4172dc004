/** The library in a program of one's own, in as few lines as it takes. */
@NullMarked
package io.github.cognitobackup.examples.embed;

import org.jspecify.annotations.NullMarked;
