package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.compare.SecondFactors;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.compare.Users;
import io.github.cognitobackup.internal.session.RestoreFailures;
import io.github.cognitobackup.pool.PoolUnwritableException;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;

/**
 * Writes one user after the other into a pool, and sends a message to none: creation is with {@code
 * SUPPRESS}, and a contact is never set without its verified flag, for Cognito would then ask the
 * user to confirm it. What Cognito refuses of a user's attributes is left out and named. A user is
 * disabled last, so that an interrupted run leaves nobody enabled who was not, unseen by the next.
 * Thread-safe.
 */
public final class UserWriter {

  /** So many answers that the service broke, and none between that it did not, are an outage. */
  private static final int OUTAGE = 10;

  private final Pool pool;
  private final UserModel model;
  private final PasswordStrategy strategy;
  private final Passwords passwords;
  private final Set<String> immutable;
  private final SuspectValues suspects;
  private final UserCreation creations;
  private final RestoreFailures failures;
  private final AtomicInteger faultsInARow = new AtomicInteger();

  public UserWriter(
      Pool pool,
      UserModel model,
      PasswordStrategy strategy,
      JsonNode userPool,
      RestoreFailures failures) {
    this.pool = pool;
    this.model = model;
    this.strategy = strategy;
    this.passwords = new Passwords(userPool);
    this.immutable = PoolSettings.immutableAttributes(userPool);
    this.suspects = new SuspectValues(userPool);
    this.creations = new UserCreation(pool, model, strategy, passwords, suspects);
    this.failures = failures;
  }

  /**
   * Creates a user and all that belongs to them.
   *
   * @param begun whether an earlier run was about to create them, so that one who is there is its
   *     own
   */
  void create(ArchivedPerson person, boolean begun) {
    Optional<String> name = model.creationName(person.document());
    if (name.isEmpty()) {
      failures.user(
          person,
          "the user has none of " + model.loginAttributes() + ", which is the user name here");
      return;
    }
    String username = name.get();
    WithoutRefused values =
        new WithoutRefused(
            suspects,
            attribute -> isLogin(person, attribute),
            attribute -> isOnlyAtCreation(person, attribute));
    boolean pending;
    try {
      pending = creations.create(person, username, begun, values);
      faultsInARow.set(0);
    } catch (SdkException e) {
      failed(person, notCreated(person, e), e);
      return;
    }
    if (!values.untried().isEmpty()) {
      step(
          person,
          "created, but some attributes were not set",
          () -> values.update(values.untried(), changes -> update(username, changes)));
    }
    report(person, "created without ", values);
    if (pending && wantsPermanentPassword(person)) {
      setPassword(person, username);
    }
    addToGroups(person, username);
    link(person, username);
    setSecondFactors(person, username);
    if (!Users.enabled(person.document())) {
      disable(person, username);
    }
  }

  /** Sets again what a listing does not show: whether an earlier run got that far is not known. */
  void settle(ArchivedPerson person) {
    model.creationName(person.document()).ifPresent(username -> setSecondFactors(person, username));
  }

  private void setSecondFactors(ArchivedPerson person, String username) {
    SecondFactors factors = SecondFactors.of(person.document());
    if (!factors.restorable()) {
      return;
    }
    AdminSetUserMfaPreferenceRequest.Builder request =
        AdminSetUserMfaPreferenceRequest.builder().userPoolId(pool.id()).username(username);
    if (factors.sms()) {
      request.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(factors.prefersSms()));
    }
    if (factors.email()) {
      request.emailMfaSettings(email -> email.enabled(true).preferredMfa(factors.prefersEmail()));
    }
    step(
        person,
        "the second factor was not set",
        () -> pool.call(request.build(), Operations.ADMIN_SET_USER_MFA_PREFERENCE));
  }

  private boolean isLogin(ArchivedPerson person, String attribute) {
    return model.loginAttribute(person.document()).filter(attribute::equals).isPresent();
  }

  /** What no update can set: it is immutable, or Cognito would send the user a message. */
  private boolean isOnlyAtCreation(ArchivedPerson person, String attribute) {
    boolean contact = attribute.equals("email") || attribute.equals("phone_number");
    return immutable.contains(attribute)
        || (contact
            && !Users.attribute(person.document(), attribute + "_verified")
                .filter("true"::equals)
                .isPresent());
  }

  private String notCreated(ArchivedPerson person, SdkException cause) {
    boolean ofLogin =
        Refusal.is(cause)
            && Refusal.of(cause).names(model.loginAttributes()).stream()
                .anyMatch(attribute -> isLogin(person, attribute));
    if (ofLogin) {
      return "not created: the address that is the username in this pool was refused";
    }
    return Refusal.is(cause) && Refusal.of(cause).ofUsername()
        ? "not created: the username was refused"
        : "not created";
  }

  /** Names the attributes that were left out, and never their values. */
  private void report(ArchivedPerson person, String deed, WithoutRefused values) {
    if (values.leftOut().isEmpty()) {
      return;
    }
    String names =
        values.leftOut().keySet().stream()
            .map(
                name ->
                    suspects.isUnknown(name)
                        ? name + " (not in the pool's schema)"
                        : immutable.contains(name)
                            ? name + " (immutable: it can never be set later)"
                            : name)
            .collect(Collectors.joining(", "));
    String reasons =
        values.leftOut().values().stream()
            .map(refusal -> Refusal.reason(person.document(), refusal))
            .distinct()
            .collect(Collectors.joining("; "));
    failures.lessened(person, deed + names + ": " + reasons);
  }

  /** Completes a user whom an earlier run of this restore has created. */
  void finish(ArchivedPerson person, Set<Part> differences) {
    if (differences.contains(Part.ATTRIBUTES)) {
      // created without what Cognito refuses, or somebody else's: the creation tells
      create(person, true);
      return;
    }
    String username = model.creationName(person.document()).orElseThrow();
    if (differences.contains(Part.STATUS) && wantsPermanentPassword(person)) {
      setPassword(person, username);
    }
    complete(person, username, differences);
  }

  /**
   * Makes an existing user as the archive has them, but for the password.
   *
   * @param sub the user's {@code sub} in the pool, where it is known
   */
  void update(ArchivedPerson person, Set<Part> differences, Optional<UUID> sub) {
    String username =
        model.byLogin()
            ? sub.map(UUID::toString).or(() -> model.creationName(person.document())).orElseThrow()
            : Users.username(person.document());
    if (differences.contains(Part.ATTRIBUTES)) {
      step(person, "attributes not updated", () -> updateAttributes(person, username));
    }
    if (differences.contains(Part.STATUS)) {
      failures.user(person, "the status differs and is kept: only a new password could change it");
    }
    complete(person, username, differences);
  }

  /** Gives a user of an identity provider, who has signed in since, what the archive has. */
  void finishFederated(ArchivedPerson person, Set<Part> differences) {
    complete(person, Users.username(person.document()), differences);
  }

  private void complete(ArchivedPerson person, String username, Set<Part> differences) {
    if (differences.contains(Part.GROUPS)) {
      addToGroups(person, username);
    }
    if (differences.contains(Part.LINKS)) {
      link(person, username);
    }
    if (differences.contains(Part.ENABLED)) {
      if (!person.document().has("Enabled")) {
        failures.user(
            person,
            "the user stays disabled, because the backup does not say whether they were"
                + " enabled");
      } else if (Users.enabled(person.document())) {
        step(
            person,
            "not enabled",
            () ->
                pool.call(
                    AdminEnableUserRequest.builder()
                        .userPoolId(pool.id())
                        .username(username)
                        .build(),
                    Operations.ADMIN_ENABLE_USER));
      } else {
        disable(person, username);
      }
    }
  }

  private boolean wantsPermanentPassword(ArchivedPerson person) {
    return strategy == PasswordStrategy.RANDOM_PERMANENT && !Users.pending(person.document());
  }

  private void setPassword(ArchivedPerson person, String username) {
    AdminSetUserPasswordRequest request =
        AdminSetUserPasswordRequest.builder()
            .userPoolId(pool.id())
            .username(username)
            .password(passwords.next())
            .permanent(true)
            .build();
    CognitoCalls.Attempts attempts = new CognitoCalls.Attempts();
    step(
        person,
        "created, but without a permanent password: \"forgot password\" is refused",
        () -> {
          try {
            pool.call(request, Operations.ADMIN_SET_USER_PASSWORD, attempts);
          } catch (PasswordHistoryPolicyViolationException e) {
            // a random password is in the history only by an attempt whose answer was lost
            if (!attempts.uncertain()) {
              throw e;
            }
          }
        });
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
                  Operations.ADMIN_ADD_USER_TO_GROUP));
    }
  }

  private void link(ArchivedPerson person, String username) {
    if (Users.linksUnreadable(person.document())) {
      failures.user(person, "the linked identities are in a form that is not known");
    }
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
        pool.call(request, Operations.ADMIN_LINK_PROVIDER_FOR_USER);
      } catch (SdkException e) {
        // the identity may be linked already, by an earlier run or by an attempt whose answer was
        // lost
        if (CognitoErrors.stopsAll(e) || !isLinked(username, link)) {
          failed(person, "not linked to provider \"" + link.provider() + '"', e);
        }
      }
    }
  }

  private boolean isLinked(String username, Users.Link link) {
    try {
      return Users.links(pool.user(username)).contains(link);
    } catch (SdkException e) {
      return false;
    }
  }

  private void disable(ArchivedPerson person, String username) {
    step(
        person,
        "not disabled: the user can sign in and could not before",
        () ->
            pool.call(
                AdminDisableUserRequest.builder().userPoolId(pool.id()).username(username).build(),
                Operations.ADMIN_DISABLE_USER));
  }

  /** Sends what differs and no more: an immutable one is refused even where it is equal. */
  private void updateAttributes(ArchivedPerson person, String username) {
    Map<String, String> now = model.comparableAttributes(pool.user(username));
    Map<String, String> all = Users.writableAttributes(person.document());
    Map<String, String> changed = new LinkedHashMap<>();
    model
        .comparableAttributes(person.document())
        .forEach(
            (name, value) -> {
              if (value.equals(now.get(name))) {
                return;
              }
              if (immutable.contains(name)) {
                failures.lessened(
                    person, name + " differs, and is immutable: it can never be set later");
              } else {
                changed.put(name, all.getOrDefault(name, value));
              }
            });
    for (String contact : List.of("email", "phone_number")) {
      String flag = contact + "_verified";
      boolean verified = "true".equals(all.get(flag));
      if (verified && (changed.containsKey(contact) || changed.containsKey(flag))) {
        // either without the other would be taken as a change that the user has to confirm
        changed.put(contact, all.getOrDefault(contact, ""));
        changed.put(flag, "true");
      } else if (!verified && changed.remove(contact) != null) {
        failures.lessened(
            person,
            "the unverified " + contact + " was not set: Cognito would send the user a message");
      } else if (!verified && all.containsKey(contact) && now.containsKey(flag)) {
        changed.put(flag, "false");
      }
    }
    if (!changed.isEmpty()) {
      WithoutRefused values = new WithoutRefused(suspects, name -> false, name -> false);
      values.update(changed, changes -> update(username, changes));
      report(person, "updated without ", values);
    }
  }

  private void update(String username, Map<String, String> changes) {
    pool.call(
        AdminUpdateUserAttributesRequest.builder()
            .userPoolId(pool.id())
            .username(username)
            .userAttributes(UserCreation.attributes(changes))
            .build(),
        Operations.ADMIN_UPDATE_USER_ATTRIBUTES);
  }

  private void step(ArchivedPerson person, String loss, Runnable call) {
    try {
      call.run();
      faultsInARow.set(0);
    } catch (SdkException e) {
      failed(person, loss, e);
    }
  }

  private void failed(ArchivedPerson person, String loss, SdkException cause) {
    if (CognitoErrors.stopsAll(cause)
        && !(CognitoErrors.isAnsweredFault(cause) && faultsInARow.incrementAndGet() < OUTAGE)) {
      throw new PoolUnwritableException(
          pool.id(),
          "the restore into pool "
              + pool.id()
              + " has stopped at line "
              + person.line()
              + " ("
              + Refusal.reason(person.document(), cause)
              + "); fix the cause and run the same command again; it resumes where it stopped",
          cause);
    }
    failures.user(person, loss + ": " + Refusal.reason(person.document(), cause));
  }
}
