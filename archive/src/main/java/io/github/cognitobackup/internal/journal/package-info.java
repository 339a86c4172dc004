/** Where restores keep their journals and leases, and what these tell of restores under way. */
@NullMarked
package io.github.cognitobackup.internal.journal;

import org.jspecify.annotations.NullMarked;
