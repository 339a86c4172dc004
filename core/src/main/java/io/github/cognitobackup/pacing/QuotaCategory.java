package io.github.cognitobackup.pacing;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The request-rate categories of Amazon Cognito that this library calls into, with their default
 * quotas for one account and Region (Developer Guide, "Quotas in Amazon Cognito").
 */
enum QuotaCategory {
  USER_CREATION(50, true, false, "AdminCreateUser"),
  USER_READ(120, true, false, "AdminGetUser", "AdminGetUserAuthFactors"),
  USER_LIST(30, false, false, "ListUsers", "ListUsersInGroup"),
  USER_UPDATE(
      25,
      false,
      false,
      "AdminAddUserToGroup",
      "AdminUpdateUserAttributes",
      "AdminDisableUser",
      "AdminEnableUser",
      "AdminLinkProviderForUser"),
  USER_ACCOUNT_RECOVERY(30, true, false, "AdminSetUserPassword"),
  USER_RESOURCE_READ(50, false, false, "AdminListGroupsForUser"),
  USER_RESOURCE_UPDATE(25, false, false, "AdminSetUserMFAPreference"),
  USER_POOL_READ(15, false, false, "DescribeUserPool", "ListUserPools"),
  USER_POOL_UPDATE(15, false, false, "CreateUserPool", "UpdateUserPool", "DeleteUserPool"),
  USER_POOL_RESOURCE_READ(
      20,
      false,
      true,
      "DescribeIdentityProvider",
      "ListIdentityProviders",
      "ListResourceServers",
      "DescribeManagedLoginBrandingByClient",
      "DescribeRiskConfiguration",
      "DescribeUserPoolDomain",
      "GetSigningCertificate",
      "GetUICustomization",
      "GetUserPoolMfaConfig",
      "ListGroups"),
  USER_POOL_RESOURCE_UPDATE(
      15,
      false,
      true,
      "AddCustomAttributes",
      "CreateManagedLoginBranding",
      "CreateUserPoolDomain",
      "SetRiskConfiguration",
      "SetUICustomization",
      "SetUserPoolMfaConfig",
      "UpdateManagedLoginBranding",
      "UpdateUserPoolDomain",
      "CreateGroup",
      "UpdateGroup",
      "CreateIdentityProvider",
      "UpdateIdentityProvider",
      "CreateResourceServer",
      "UpdateResourceServer",
      "UntagResource"),
  USER_POOL_CLIENT_READ(15, false, true, "DescribeUserPoolClient", "ListUserPoolClients"),
  USER_POOL_CLIENT_UPDATE(15, false, true, "CreateUserPoolClient", "UpdateUserPoolClient"),

  /** Operations that no published category names. */
  OTHER(5, false, false);

  /** What every operation of the pool-resource categories may do to one pool, by the same page. */
  static final double PER_POOL_AND_OPERATION = 5;

  private static final Map<String, QuotaCategory> BY_OPERATION =
      Stream.of(values())
          .flatMap(c -> c.operations.stream().map(operation -> Map.entry(operation, c)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  final double perSecond;
  final boolean usedBySignIn;
  final boolean limitedPerPool;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<String> operations;

  QuotaCategory(
      double perSecond, boolean usedBySignIn, boolean limitedPerPool, String... operations) {
    this.perSecond = perSecond;
    this.usedBySignIn = usedBySignIn;
    this.limitedPerPool = limitedPerPool;
    this.operations = Set.of(operations);
  }

  static QuotaCategory of(String operation) {
    return BY_OPERATION.getOrDefault(operation, OTHER);
  }
}
