package io.github.cognitobackup.internal.cognito;

import java.util.function.BiFunction;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;

/**
 * An operation of Cognito.
 *
 * @param name its name, as quotas and policies have it
 * @param method the client's method for it
 */
public record Operation<Q extends CognitoIdentityProviderRequest, R>(
    String name, BiFunction<CognitoIdentityProviderClient, Q, R> method) {}
