package io.github.cognitobackup.internal.cognito;

import java.net.UnknownHostException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What to do when a pool cannot be read, by the error. */
public final class NextStep {

  private NextStep() {}

  /** The next step after an error of a call about a pool, for a person. */
  public static String after(SdkException error, Pool pool) {
    if (CognitoErrors.is(error, "ResourceNotFoundException")) {
      return "check the pool id, the account and the Region"
          + otherRegion(pool)
              .map(region -> ": the id names " + region + ", the client calls " + here(pool))
              .orElse("");
    }
    if (CognitoErrors.is(error, "AccessDeniedException", "AccessDenied")) {
      return "check the permissions of the role on the pool; docs/operations/roles.md"
          + " lists what it needs";
    }
    if (CognitoErrors.isCausedBy(error, UnknownHostException.class)) {
      return "check the Region and the endpoint of the client: their host is not known here; then"
          + " the network";
    }
    if (CognitoErrors.isTransient(error)) {
      return "check the endpoint and the network, and run the same again later";
    }
    return error instanceof AwsServiceException && CognitoErrors.code(error) == null
        ? "check the endpoint: what answers there is not Cognito"
        : "check the pool id, the Region or endpoint, and the rights of the role";
  }

  private static Optional<String> otherRegion(Pool pool) {
    return Optional.of(pool.id())
        .filter(id -> id.indexOf('_') > 0)
        .map(id -> id.substring(0, id.indexOf('_')))
        .filter(region -> pool.calls().region().filter(here -> !here.equals(region)).isPresent());
  }

  private static String here(Pool pool) {
    return pool.calls().region().orElse("another");
  }
}
