/** New files that appear whole or not at all. */
@NullMarked
package io.github.cognitobackup.internal.file;

import org.jspecify.annotations.NullMarked;
