package io.github.cognitobackup.internal.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.NextStep;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.pool.PoolUnreadableException;
import io.github.cognitobackup.pool.PoolUnwritableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;

/**
 * Finds the pool that a restore goes into, or creates it. A created pool has the restore's id as a
 * tag from its creation, so that the next run finds it even if this one dies before the answer
 * comes. By its name alone no pool is ever found.
 */
public final class TargetPools {

  private static final int PAGE = 60;
  private static final int CREATION_ATTEMPTS = 5;

  private final CognitoCalls calls;
  private final Journal journal;
  private final String restoreId;

  private TargetPools(CognitoCalls calls, Journal journal, String restoreId) {
    this.calls = calls;
    this.journal = journal;
    this.restoreId = restoreId;
  }

  /** Finds pools for a restore. */
  public static TargetPools of(RestoreContext context, Journal journal) {
    return new TargetPools(context.calls(), journal, context.restoreId());
  }

  /** The pool of an id, which must exist. */
  public Target existing(String id) {
    Pool pool = new Pool(calls, id);
    try {
      PoolSettings.describe(pool);
      return new Target(pool, journal.of(id), false, false);
    } catch (SdkException e) {
      throw new PoolUnreadableException(
          id,
          "the target pool "
              + id
              + " cannot be read ("
              + CognitoErrors.reason(e)
              + "); "
              + NextStep.after(e, pool),
          e);
    }
  }

  /** The pool that an earlier run of this restore has created, if it still exists. */
  public Optional<Target> createdBefore(String name) {
    for (String id : journal.createdPools()) {
      Pool pool = new Pool(calls, id);
      Optional<ObjectNode> description = describe(pool);
      if (description.isPresent()) {
        return Optional.of(
            new Target(pool, journal.of(id), false, RestoreTag.isOn(description.get(), restoreId)));
      }
    }
    return tagged(name).map(pool -> new Target(pool, journal.of(pool.id()), false, true));
  }

  /** Creates the pool, or finds it where an attempt's answer was lost. */
  Target create(ObjectNode settings, String name) {
    for (int attempt = 1; ; attempt++) {
      try {
        return created(
            calls
                .callOnce(
                    null,
                    ResourceKinds.SETTINGS.createRequest(settings, name, restoreId),
                    Operations.CREATE_USER_POOL)
                .userPool()
                .id());
      } catch (SdkException e) {
        if (!CognitoErrors.isTransient(e) || attempt == CREATION_ATTEMPTS) {
          throw new PoolUnwritableException(
              name,
              "the pool \""
                  + name
                  + "\" cannot be created ("
                  + CognitoErrors.reason(e)
                  + "); check that the roles, keys and addresses that the archive's pool names"
                  + " exist in this account and Region, or rewrite their ARNs",
              e);
        }
        Optional<Pool> found = tagged(name);
        if (found.isPresent()) {
          return created(found.get().id());
        }
      }
    }
  }

  private Target created(String id) {
    return new Target(new Pool(calls, id), journal.of(id), true, true);
  }

  private Optional<Pool> tagged(String name) {
    List<String> candidates = new ArrayList<>();
    try {
      Pages.forEach(
          token -> {
            var page =
                calls.call(
                    null,
                    ListUserPoolsRequest.builder().maxResults(PAGE).nextToken(token).build(),
                    Operations.LIST_USER_POOLS);
            page.userPools().stream()
                .filter(pool -> name.equals(pool.name()))
                .map(UserPoolDescriptionType::id)
                .forEach(candidates::add);
            return page.nextToken();
          });
    } catch (SdkException e) {
      throw new PoolUnreadableException(
          name,
          "whether an earlier run created the pool \""
              + name
              + "\" cannot be checked ("
              + CognitoErrors.reason(e)
              + "); allow the role cognito-idp:ListUserPools",
          e);
    }
    return candidates.stream()
        .map(id -> new Pool(calls, id))
        .filter(
            pool ->
                describe(pool)
                    .filter(description -> RestoreTag.isOn(description, restoreId))
                    .isPresent())
        .findFirst();
  }

  private Optional<ObjectNode> describe(Pool pool) {
    try {
      return Optional.of(PoolSettings.describe(pool));
    } catch (SdkException e) {
      if (CognitoErrors.is(e, "ResourceNotFoundException")) {
        return Optional.empty();
      }
      throw new PoolUnreadableException(
          pool.id(),
          "pool "
              + pool.id()
              + " cannot be read ("
              + CognitoErrors.reason(e)
              + "); "
              + NextStep.after(e, pool),
          e);
    }
  }
}
