package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.error.PoolUnwritableException;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.plan.Difference;
import io.github.cognitobackup.internal.plan.UserModel;
import io.github.cognitobackup.internal.plan.Users;
import io.github.cognitobackup.restore.PasswordStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/**
 * Writes one user after the other into a pool, and sends a message to none: creation is with {@code
 * SUPPRESS}, and a contact is never set without its verified flag, for Cognito would then ask the
 * user to confirm it. He is disabled last, so that an interrupted run leaves nobody enabled who was
 * not, unseen by the next. Thread-safe.
 */
final class UserWriter {

  private final Pool pool;
  private final UserModel model;
  private final PasswordStrategy strategy;
  private final Passwords passwords;
  private final Failures failures;

  UserWriter(
      Pool pool,
      UserModel model,
      PasswordStrategy strategy,
      Passwords passwords,
      Failures failures) {
    this.pool = pool;
    this.model = model;
    this.strategy = strategy;
    this.passwords = passwords;
    this.failures = failures;
  }

  /**
   * A user to be written.
   *
   * @param line his line in the archive
   * @param document what the archive says of him
   * @param groups the names of his groups
   */
  record ArchivedPerson(long line, JsonNode document, List<String> groups) {

    /** Names him by what tells nothing. */
    String name() {
      return "user " + Users.sub(document) + " (line " + line + ")";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * Creates a user and all that belongs to him.
   *
   * @param begun whether an earlier run was about to create him, so that one who is there is its
   *     own
   */
  void create(ArchivedPerson person, boolean begun) {
    Optional<String> name = model.creationName(person.document());
    if (name.isEmpty()) {
      failures.add(
          person.name(),
          "he has none of " + model.loginAttributes() + ", which is his user name here");
      return;
    }
    String username = name.get();
    CognitoCalls.Attempts attempts = new CognitoCalls.Attempts();
    AdminCreateUserRequest.Builder request =
        AdminCreateUserRequest.builder()
            .userPoolId(pool.id())
            .username(username)
            .messageAction(MessageActionType.SUPPRESS)
            .userAttributes(attributes(Users.writableAttributes(person.document())));
    if (strategy != PasswordStrategy.NONE) {
      request.temporaryPassword(passwords.next());
    }
    try {
      pool.calls().call(request.build(), CognitoIdentityProviderClient::adminCreateUser, attempts);
    } catch (SdkException e) {
      if (!CognitoErrors.isExists(e) || !(begun || attempts.uncertain())) {
        failed(person, "not created", e);
        return;
      }
    }
    if (wantsPermanentPassword(person)) {
      setPassword(person, username);
    }
    addToGroups(person, username);
    link(person, username, true);
    if (!Users.enabled(person.document())) {
      disable(person, username);
    }
  }

  /** Completes a user whom an earlier run of this restore has created. */
  void finish(ArchivedPerson person, Set<Difference> differences) {
    String username = model.creationName(person.document()).orElseThrow();
    if (differences.contains(Difference.STATUS) && wantsPermanentPassword(person)) {
      setPassword(person, username);
    }
    complete(person, username, differences);
  }

  /** Makes an existing user as the archive has him, but for his password. */
  void update(ArchivedPerson person, Set<Difference> differences) {
    String username =
        model.samePool()
            ? Users.username(person.document())
            : model.creationName(person.document()).orElseThrow();
    if (differences.contains(Difference.ATTRIBUTES)) {
      updateAttributes(person, username);
    }
    complete(person, username, differences);
  }

  private void complete(ArchivedPerson person, String username, Set<Difference> differences) {
    if (differences.contains(Difference.GROUPS)) {
      addToGroups(person, username);
    }
    if (differences.contains(Difference.LINKS)) {
      link(person, username, false);
    }
    if (differences.contains(Difference.ENABLED)) {
      if (Users.enabled(person.document())) {
        step(
            person,
            "not enabled",
            () ->
                pool.call(
                    AdminEnableUserRequest.builder()
                        .userPoolId(pool.id())
                        .username(username)
                        .build(),
                    CognitoIdentityProviderClient::adminEnableUser));
      } else {
        disable(person, username);
      }
    }
  }

  private boolean wantsPermanentPassword(ArchivedPerson person) {
    return strategy == PasswordStrategy.RANDOM_PERMANENT && !Users.pending(person.document());
  }

  private void setPassword(ArchivedPerson person, String username) {
    step(
        person,
        "created, but without a permanent password: \"forgot password\" is refused to him",
        () ->
            pool.call(
                AdminSetUserPasswordRequest.builder()
                    .userPoolId(pool.id())
                    .username(username)
                    .password(passwords.next())
                    .permanent(true)
                    .build(),
                CognitoIdentityProviderClient::adminSetUserPassword));
  }

  private void addToGroups(ArchivedPerson person, String username) {
    for (String group : person.groups()) {
      step(
          person,
          "not added to group \"" + group + '"',
          () ->
              pool.call(
                  AdminAddUserToGroupRequest.builder()
                      .userPoolId(pool.id())
                      .username(username)
                      .groupName(group)
                      .build(),
                  CognitoIdentityProviderClient::adminAddUserToGroup));
    }
  }

  private void link(ArchivedPerson person, String username, boolean created) {
    for (Users.Link link : Users.links(person.document())) {
      AdminLinkProviderForUserRequest request =
          AdminLinkProviderForUserRequest.builder()
              .userPoolId(pool.id())
              .destinationUser(
                  user -> user.providerName("Cognito").providerAttributeValue(username))
              .sourceUser(
                  user ->
                      user.providerName(link.provider())
                          .providerAttributeName("Cognito_Subject")
                          .providerAttributeValue(link.userId()))
              .build();
      try {
        pool.call(request, CognitoIdentityProviderClient::adminLinkProviderForUser);
      } catch (SdkException e) {
        // of one who was there some links may stand already; the comparison afterwards will tell
        if (created || CognitoErrors.stopsAll(e)) {
          failed(person, "not linked to provider \"" + link.provider() + '"', e);
        }
      }
    }
  }

  private void disable(ArchivedPerson person, String username) {
    step(
        person,
        "not disabled: he can sign in though he could not before",
        () ->
            pool.call(
                AdminDisableUserRequest.builder().userPoolId(pool.id()).username(username).build(),
                CognitoIdentityProviderClient::adminDisableUser));
  }

  private void updateAttributes(ArchivedPerson person, String username) {
    Map<String, String> attributes = Users.writableAttributes(person.document());
    for (String contact : List.of("email", "phone_number")) {
      String flag = contact + "_verified";
      if (!"true".equals(attributes.get(flag))) {
        attributes.remove(flag);
        if (attributes.remove(contact) != null) {
          failures.add(
              person.name(),
              "his unverified " + contact + " was not set: Cognito would send him a message");
        }
      }
    }
    step(
        person,
        "attributes not updated",
        () ->
            pool.call(
                AdminUpdateUserAttributesRequest.builder()
                    .userPoolId(pool.id())
                    .username(username)
                    .userAttributes(attributes(attributes))
                    .build(),
                CognitoIdentityProviderClient::adminUpdateUserAttributes));
  }

  private void step(ArchivedPerson person, String loss, Runnable call) {
    try {
      call.run();
    } catch (SdkException e) {
      failed(person, loss, e);
    }
  }

  private void failed(ArchivedPerson person, String loss, SdkException cause) {
    if (CognitoErrors.stopsAll(cause)) {
      throw new PoolUnwritableException(
          pool.id(),
          "the restore into pool "
              + pool.id()
              + " has stopped at line "
              + person.line()
              + " ("
              + CognitoErrors.reason(cause)
              + "); mend that and run the same again, it goes on where it stopped",
          cause);
    }
    failures.add(person.name(), loss + ": " + reason(person.document(), cause));
  }

  /** The reason without its text where that repeats something of the user. */
  private static String reason(JsonNode user, SdkException cause) {
    String reason = CognitoErrors.reason(cause);
    String code = CognitoErrors.code(cause);
    boolean telling =
        reason.contains("Value '")
            || reason.contains(Users.username(user))
            || Users.writableAttributes(user).values().stream()
                .anyMatch(value -> value.length() > 1 && reason.contains(value));
    return telling ? (code == null ? "refused" : code) : reason;
  }

  private static List<AttributeType> attributes(Map<String, String> values) {
    List<AttributeType> attributes = new ArrayList<>(values.size());
    values.forEach(
        (name, value) -> attributes.add(AttributeType.builder().name(name).value(value).build()));
    return attributes;
  }
}
