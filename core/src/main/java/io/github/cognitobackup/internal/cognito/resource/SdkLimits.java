package io.github.cognitobackup.internal.cognito.resource;

import io.github.cognitobackup.internal.cognito.CognitoSdk;
import io.github.cognitobackup.internal.cognito.SdkJson;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.List;
import java.util.Optional;

/**
 * What the AWS SDK in use cannot name of a resource: newer members, which it can neither read nor
 * send. An update replaces, so it would reset them.
 */
public final class SdkLimits {

  private SdkLimits() {}

  /** Why a resource of the pool must not be updated. */
  public static Optional<String> update(Resource actual) {
    return actual.unnamed().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "cannot be updated without resetting "
                + String.join(", ", actual.unnamed())
                + ", which the AWS SDK in use ("
                + CognitoSdk.version()
                + ") does not know; use a newer AWS SDK for Java");
  }

  /** What of the archive's resource cannot be sent. */
  public static Optional<String> sending(ResourceKind kind, Resource wanted) {
    return unsent(unsendable(kind, wanted));
  }

  /** What of the archive's resource was not sent, and is not as it was in the pool. */
  public static Optional<String> sending(
      ResourceKind kind, Resource wanted, List<MemberChange> differences) {
    List<String> differing = differences.stream().map(MemberChange::path).toList();
    return unsent(
        unsendable(kind, wanted).stream()
            .filter(
                path ->
                    differing.stream()
                        .anyMatch(other -> path.equals(other) || path.startsWith(other + '.')))
            .toList());
  }

  private static List<String> unsendable(ResourceKind kind, Resource wanted) {
    return kind.model()
        .map(model -> SdkJson.unnamed(kind.restorable(wanted.document()), model))
        .orElse(List.of());
  }

  private static Optional<String> unsent(List<String> members) {
    return members.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "restored without "
                + String.join(", ", members)
                + ", which the AWS SDK in use ("
                + CognitoSdk.version()
                + ") cannot send; use a newer AWS SDK for Java");
  }
}
