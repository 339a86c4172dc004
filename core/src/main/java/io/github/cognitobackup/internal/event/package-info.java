/** Keeps a listener's failures from the work it listens to. */
@NullMarked
package io.github.cognitobackup.internal.event;

import org.jspecify.annotations.NullMarked;
