/** Plans a restore, or carries it out in the order of the references and proves it afterwards. */
@NullMarked
package io.github.cognitobackup.internal.restore;

import org.jspecify.annotations.NullMarked;
