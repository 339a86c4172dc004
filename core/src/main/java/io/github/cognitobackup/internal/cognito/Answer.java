package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Cognito answered, as the SDK understood it and as it came.
 *
 * @param response the SDK's
 * @param wire the JSON of the wire, also what the SDK in use does not know; missing where a client
 *     that is not the SDK's own gave the answer
 */
public record Answer<R>(R response, JsonNode wire) {}
