package io.github.cognitobackup.examples.quickstart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * A pool in a few facts, read with the AWS SDK alone: a witness that does not know the library.
 * Users are those who live in the pool; federated ones come back at their next sign-in.
 */
final class PoolFacts {

  /** Given anew by Cognito, whatever one asks for. */
  private static final Set<String> CHANGES_ALWAYS = Set.of("sub", "identities");

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  PoolFacts(CognitoIdentityProviderClient cognito, String poolId) {
    this.cognito = cognito;
    this.poolId = poolId;
  }

  Map<String, String> read() {
    List<UserType> users = localUsers();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("app clients", count(clients()));
    facts.put("identity providers", count(providers()));
    facts.put("groups", count(groups()));
    facts.put("users", count(users));
    facts.put("disabled users", count(users.stream().filter(user -> !user.enabled()).toList()));
    facts.put("SHA-256 of their attributes", digest(users.stream().map(this::attributes).toList()));
    facts.put("SHA-256 of their groups", digest(memberships()));
    return facts;
  }

  private List<UserType> localUsers() {
    return cognito.listUsersPaginator(request -> request.userPoolId(poolId)).users().stream()
        .filter(PoolFacts::isLocal)
        .toList();
  }

  private static boolean isLocal(UserType user) {
    return user.userStatus() != UserStatusType.EXTERNAL_PROVIDER;
  }

  private List<String> clients() {
    return cognito
        .listUserPoolClientsPaginator(request -> request.userPoolId(poolId).maxResults(60))
        .userPoolClients()
        .stream()
        .map(client -> client.clientName())
        .toList();
  }

  private List<String> providers() {
    return cognito
        .listIdentityProvidersPaginator(request -> request.userPoolId(poolId).maxResults(60))
        .providers()
        .stream()
        .map(provider -> provider.providerName())
        .toList();
  }

  private List<String> groups() {
    return cognito.listGroupsPaginator(request -> request.userPoolId(poolId)).groups().stream()
        .map(group -> group.groupName())
        .toList();
  }

  private List<String> memberships() {
    return groups().stream()
        .flatMap(
            group ->
                cognito
                    .listUsersInGroupPaginator(
                        request -> request.userPoolId(poolId).groupName(group))
                    .users()
                    .stream()
                    .filter(PoolFacts::isLocal)
                    .map(user -> group + ": " + attributes(user)))
        .toList();
  }

  private String attributes(UserType user) {
    return user.attributes().stream()
        .filter(attribute -> !CHANGES_ALWAYS.contains(attribute.name()))
        .map(attribute -> attribute.name() + "=" + attribute.value())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String count(List<?> things) {
    return String.format(Locale.ROOT, "%,d", things.size());
  }

  private static String digest(List<String> texts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String text : new TreeSet<>(texts)) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha256.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
