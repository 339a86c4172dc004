package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Makes another call of the one that the SDK is about to sign and send: an operation that the SDK
 * in use may not have.
 */
final class WireTarget implements ExecutionInterceptor {

  private static final String SERVICE = "AWSCognitoIdentityProviderService.";

  private final String operation;
  private final byte[] body;

  WireTarget(String operation, ObjectNode request) {
    this.operation = operation;
    this.body = request.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return Optional.of(RequestBody.fromBytes(body));
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context
        .httpRequest()
        .copy(
            request ->
                request
                    .putHeader("X-Amz-Target", SERVICE + operation)
                    .putHeader("Content-Length", String.valueOf(body.length)));
  }
}
