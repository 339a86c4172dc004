package io.github.cognitobackup.internal.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import java.util.List;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Completes users with their second factors, which no listing tells. Cognito bills each of them as
 * active in that month. Thread-safe.
 */
final class FactorReading {

  private static final String WHAT = "users/second-factors";
  private static final List<String> MEMBERS = List.of("PreferredMfaSetting", "UserMFASettingList");

  private final Pool pool;
  private final BiConsumer<String, String> gap;
  private volatile boolean refused;

  FactorReading(Pool pool, BiConsumer<String, String> gap) {
    this.pool = pool;
    this.gap = gap;
  }

  /** Completes a user; one who is gone by now, or has no factors of their own, stays as listed. */
  Resource complete(Resource user) {
    boolean federated = user.document().path("UserStatus").asText().equals("EXTERNAL_PROVIDER");
    if (refused || federated) {
      return user;
    }
    ObjectNode now;
    try {
      now = pool.user(user.id());
    } catch (SdkException e) {
      if (!CognitoErrors.is(e, "UserNotFoundException")) {
        refuse(e);
      }
      return user;
    }
    Resource complete = user;
    for (String member : MEMBERS) {
      if (now.has(member)) {
        complete = complete.with(member, now.get(member));
      }
    }
    return complete;
  }

  private synchronized void refuse(SdkException cause) {
    if (!refused) {
      refused = true;
      gap.accept(WHAT, CognitoErrors.reason(cause));
    }
  }
}
