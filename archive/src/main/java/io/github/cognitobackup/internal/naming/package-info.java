/** What the objects of a storage are, as far as their names tell. */
@NullMarked
package io.github.cognitobackup.internal.naming;

import org.jspecify.annotations.NullMarked;
