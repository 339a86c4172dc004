/** Which AWS SDK a program has brought along. */
@NullMarked
package io.github.cognitobackup.internal.sdk;

import org.jspecify.annotations.NullMarked;
