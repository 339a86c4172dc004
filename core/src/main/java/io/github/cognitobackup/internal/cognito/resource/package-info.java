/**
 * One class for each kind of resource: how it is read, what of it can be given back, how it is
 * created and updated. {@link io.github.cognitobackup.internal.cognito.resource.ResourceKinds}
 * holds them in the order of their references.
 */
@NullMarked
package io.github.cognitobackup.internal.cognito.resource;

import org.jspecify.annotations.NullMarked;
