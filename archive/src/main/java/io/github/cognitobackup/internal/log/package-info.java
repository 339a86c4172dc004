/** Log lines that no one else can write into. */
@NullMarked
package io.github.cognitobackup.internal.log;

import org.jspecify.annotations.NullMarked;
