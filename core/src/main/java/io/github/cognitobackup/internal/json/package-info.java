/**
 * Turns the AWS SDK's model objects into JSON trees and back, for every member that the SDK in use
 * knows, without a line for each of them.
 *
 * <pre>{@code
 * ObjectNode document = SdkJson.toJson(response.userPool());
 * CreateUserPoolRequest request = SdkJson.read(document, CreateUserPoolRequest.builder()).build();
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.internal.json;

import org.jspecify.annotations.NullMarked;
