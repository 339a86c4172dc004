/** What lies in a storage: the archives, by their keys and the receipts beside them. */
@NullMarked
package io.github.cognitobackup.catalogue;

import org.jspecify.annotations.NullMarked;
