package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Adds to the body of a request what Cognito takes and the SDK in use cannot name yet. */
final class WireMembers implements ExecutionInterceptor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode members;

  WireMembers(ObjectNode members) {
    this.members = members;
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.requestBody().map(body -> RequestBody.fromBytes(with(body)));
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    return context
        .requestBody()
        .map(body -> with(body).length) // the same, whether they were added already or not
        .map(length -> request.copy(r -> r.putHeader("Content-Length", String.valueOf(length))))
        .orElse(request);
  }

  private byte[] with(RequestBody body) {
    try (InputStream stream = body.contentStreamProvider().newStream()) {
      ObjectNode request = (ObjectNode) JSON.readTree(stream);
      return JSON.writeValueAsBytes(request.setAll(members));
    } catch (IOException e) {
      throw new UncheckedIOException("the body of a request is held in memory", e);
    }
  }
}
