/** References that leave a pool: found, decided by rules, and rewritten. */
@NullMarked
package io.github.cognitobackup.internal.rewrite;

import org.jspecify.annotations.NullMarked;
