package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.json.SdkJson;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
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
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    return calls.call(request, operation);
  }

  /** Makes a call that reads, and keeps the answer also as it came. */
  public <Q extends CognitoIdentityProviderRequest, R> Answer<R> ask(
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    return calls.ask(request, operation);
  }

  /** Makes a call that must not be carried out twice; see {@link CognitoCalls#callOnce}. */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    return calls.callOnce(request, operation);
  }

  /** The same with members that the SDK in use cannot name; see {@link CognitoCalls#callOnce}. */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      Q request, ObjectNode members, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    return calls.callOnce(request, members, operation);
  }

  /**
   * Reads one user as he is now, in the shape of a list's. Cognito bills him as active, which it
   * does anyway for users who are created or changed; nobody else is read so.
   */
  public ObjectNode user(String username) {
    AdminGetUserRequest request =
        AdminGetUserRequest.builder().userPoolId(id).username(username).build();
    ObjectNode user = SdkJson.toJson(call(request, CognitoIdentityProviderClient::adminGetUser));
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
