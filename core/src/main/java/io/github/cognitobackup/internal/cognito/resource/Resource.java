package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One readable piece of a pool's configuration.
 *
 * @param type the kind's {@link ResourceKind#type()}
 * @param id what tells it from others of its kind; empty where the pool has just one
 * @param document as Cognito described it
 */
public record Resource(String type, String id, ObjectNode document) {}
