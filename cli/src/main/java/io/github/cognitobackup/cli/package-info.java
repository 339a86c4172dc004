/**
 * The library as a program. {@link io.github.cognitobackup.cli.Main} starts it; each command is one
 * class that asks the {@code Backuper} and reports what it answered.
 */
@NullMarked
package io.github.cognitobackup.cli;

import org.jspecify.annotations.NullMarked;
