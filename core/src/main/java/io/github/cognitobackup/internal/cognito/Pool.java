package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * A live user pool and the way to it.
 *
 * @param calls the paced calls
 * @param id the pool's id
 */
public record Pool(CognitoCalls calls, String id) {

  /** Makes a call whose repetition does no harm. */
  public <Q extends CognitoIdentityProviderRequest, R> R call(
      Q request, Operation<Q, R> operation) {
    return calls.call(id, request, operation);
  }

  /** Makes a call that reads, and keeps the answer also as it came. */
  public <Q extends CognitoIdentityProviderRequest, R> Answer<R> ask(
      Q request, Operation<Q, R> operation) {
    return calls.ask(id, request, operation);
  }

  /**
   * Calls an operation that the SDK in use may not have and whose repetition does no harm; see
   * {@link CognitoCalls#wire}.
   */
  public ObjectNode wire(String operation, ObjectNode request) {
    return calls.wire(id, operation, request.put("UserPoolId", id), new CognitoCalls.Attempts());
  }

  /** The same for an operation that must not be carried out twice. */
  public ObjectNode wireOnce(String operation, ObjectNode request) {
    return calls.wire(id, operation, request.put("UserPoolId", id), new CognitoCalls.Attempts(1));
  }

  /** Whether an error means that the endpoint does not have the operation. */
  public boolean lacks(SdkException error) {
    return calls.lacks(error);
  }

  /** Makes a call that must not be carried out twice; see {@link CognitoCalls#callOnce}. */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      Q request, Operation<Q, R> operation) {
    return calls.callOnce(id, request, operation);
  }

  /** The same with members that the SDK in use cannot name; see {@link CognitoCalls#callOnce}. */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      Q request, ObjectNode members, Operation<Q, R> operation) {
    return calls.callOnce(id, request, members, operation);
  }

  /** Makes a call and keeps account of its attempts. */
  public <Q extends CognitoIdentityProviderRequest, R> R call(
      Q request, Operation<Q, R> operation, CognitoCalls.Attempts attempts) {
    return calls.call(id, request, operation, attempts);
  }

  /**
   * Reads one user as they are now, in the shape of a list's. Cognito bills them as active, which
   * it does anyway for users who are created or changed; nobody else is read so.
   */
  public ObjectNode user(String username) {
    AdminGetUserRequest request =
        AdminGetUserRequest.builder().userPoolId(id).username(username).build();
    ObjectNode user = SdkJson.toJson(call(request, Operations.ADMIN_GET_USER));
    JsonNode attributes = user.remove("UserAttributes");
    return attributes == null ? user : user.set("Attributes", attributes);
  }

  /** Fills a request's builder with this pool's id and the members it shares with a document. */
  public <Q, B extends SdkPojo & SdkBuilder<B, Q>> Q request(ObjectNode document, B builder) {
    ObjectNode members = document.deepCopy();
    members.put("UserPoolId", id);
    return SdkJson.read(members, builder).build();
  }
}
