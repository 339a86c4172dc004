package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.compare.Users;
import io.github.cognitobackup.restore.PasswordStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Creates a user, or finds the one whom an earlier attempt has created. Thread-safe. */
final class UserCreation {

  private final Pool pool;
  private final UserModel model;
  private final PasswordStrategy strategy;
  private final Passwords passwords;
  private final SuspectValues suspects;

  /**
   * What the pool's schema has not, once it was refused by name: nobody needs to be asked again. A
   * refusal that tells of its user is none to be given as the reason of another's.
   */
  private final Map<String, SdkException> absent = new ConcurrentHashMap<>();

  UserCreation(
      Pool pool,
      UserModel model,
      PasswordStrategy strategy,
      Passwords passwords,
      SuspectValues suspects) {
    this.pool = pool;
    this.model = model;
    this.strategy = strategy;
    this.passwords = passwords;
    this.suspects = suspects;
  }

  /**
   * Creates the user without what is refused.
   *
   * @param begun whether an earlier run was about to create the user, so that one who is there may
   *     be its own
   * @return whether the user still has a temporary password
   */
  boolean create(ArchivedPerson person, String username, boolean begun, WithoutRefused values) {
    Map<String, String> wanted = Users.writableAttributes(person.document());
    absent.forEach(
        (name, refusal) -> {
          if (wanted.remove(name) != null) {
            values.leftOut().put(name, refusal);
          }
        });
    boolean pending = values.create(wanted, sent -> attempt(person, username, begun, sent));
    values
        .leftOut()
        .forEach(
            (name, refusal) -> {
              if (suspects.isUnknown(name)
                  && !Refusal.of(refusal).names(List.of(name)).isEmpty()
                  && !Refusal.tellsOf(person.document(), refusal)) {
                absent.putIfAbsent(name, refusal);
              }
            });
    return pending;
  }

  private boolean attempt(
      ArchivedPerson person, String username, boolean begun, Map<String, String> sent) {
    AdminCreateUserRequest.Builder request =
        AdminCreateUserRequest.builder()
            .userPoolId(pool.id())
            .username(username)
            .messageAction(MessageActionType.SUPPRESS)
            .userAttributes(attributes(sent));
    if (strategy != PasswordStrategy.NONE) {
      request.temporaryPassword(passwords.next());
    }
    CognitoCalls.Attempts attempts = new CognitoCalls.Attempts();
    try {
      pool.call(request.build(), Operations.ADMIN_CREATE_USER, attempts);
      return true;
    } catch (SdkException e) {
      Optional<JsonNode> own =
          CognitoErrors.isExists(e) && (begun || attempts.uncertain())
              ? own(person, username, sent)
              : Optional.empty();
      return Users.pending(own.orElseThrow(() -> e));
    }
  }

  /**
   * Looks whether one who exists is the user whom an earlier attempt has created. Another's account
   * may have the same name, or may answer to it by an alias; it does not have the same attributes.
   */
  private Optional<JsonNode> own(ArchivedPerson person, String username, Map<String, String> sent) {
    JsonNode now;
    try {
      now = pool.user(username);
    } catch (SdkException e) {
      if (CognitoErrors.stopsAll(e)) {
        throw e;
      }
      return Optional.empty();
    }
    // whether Cognito looks at the name first or at the values is not known
    Map<String, String> unsuspected = new LinkedHashMap<>(sent);
    for (String suspect : suspects.among(sent)) {
      unsuspected.keySet().removeAll(List.of(suspect, suspect + "_verified"));
    }
    boolean same =
        model.sameWithAttributes(with(person.document(), sent), now)
            || model.sameWithAttributes(with(person.document(), unsuspected), now);
    return same ? Optional.of(now) : Optional.empty();
  }

  private static JsonNode with(JsonNode user, Map<String, String> attributes) {
    ObjectNode copy = user.deepCopy();
    ArrayNode list = copy.putArray("Attributes");
    attributes.forEach((name, value) -> list.addObject().put("Name", name).put("Value", value));
    return copy;
  }

  static List<AttributeType> attributes(Map<String, String> values) {
    List<AttributeType> attributes = new ArrayList<>(values.size());
    values.forEach(
        (name, value) -> attributes.add(AttributeType.builder().name(name).value(value).build()));
    return attributes;
  }
}
