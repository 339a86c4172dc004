package io.github.cognitobackup.emulator.internal.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The request rates of the guide's page "Quotas in Amazon Cognito": operations belong to
 * categories, categories have calls per second; four categories limit each operation per pool as
 * well.
 */
public final class Quotas {

  /** The category of operations that the guide does not list. */
  public static final String UNLISTED = "Unlisted";

  /** Calls per second of one operation on one pool, in the categories that have such a limit. */
  static final int PER_POOL_AND_OPERATION = 5;

  private static final Map<String, Integer> RATES =
      Map.ofEntries(
          Map.entry("UserCreation", 50),
          Map.entry("UserRead", 120),
          Map.entry("UserList", 30),
          Map.entry("UserUpdate", 25),
          Map.entry("UserAccountRecovery", 30),
          Map.entry("UserResourceRead", 50),
          Map.entry("UserResourceUpdate", 25),
          Map.entry("UserPoolRead", 15),
          Map.entry("UserPoolUpdate", 15),
          Map.entry("UserPoolResourceRead", 20),
          Map.entry("UserPoolResourceUpdate", 15),
          Map.entry("UserPoolClientRead", 15),
          Map.entry("UserPoolClientUpdate", 15),
          Map.entry(UNLISTED, 5));

  private static final List<String> LIMITED_PER_POOL =
      List.of(
          "UserPoolResourceRead",
          "UserPoolResourceUpdate",
          "UserPoolClientRead",
          "UserPoolClientUpdate");

  private static final Map<String, String> CATEGORIES = categories();

  private Quotas() {}

  /** The category of a Cognito operation. */
  public static String category(String operation) {
    return CATEGORIES.getOrDefault(operation, UNLISTED);
  }

  static int rate(String category) {
    Integer rate = RATES.get(category);
    if (rate == null) {
      throw new IllegalArgumentException("no such category: " + category);
    }
    return rate;
  }

  static boolean limitedPerPool(String category) {
    return LIMITED_PER_POOL.contains(category);
  }

  private static Map<String, String> categories() {
    Map<String, String> result = new HashMap<>();
    put(result, "UserCreation", "AdminCreateUser AdminConfirmSignUp SignUp");
    put(result, "UserRead", "AdminGetUser");
    put(result, "UserList", "ListUsers ListUsersInGroup");
    put(
        result,
        "UserUpdate",
        "AdminAddUserToGroup AdminRemoveUserFromGroup AdminUpdateUserAttributes"
            + " AdminDeleteUserAttributes AdminDisableUser AdminEnableUser AdminDeleteUser"
            + " AdminLinkProviderForUser AdminDisableProviderForUser");
    put(result, "UserAccountRecovery", "AdminSetUserPassword AdminResetUserPassword");
    put(result, "UserResourceRead", "AdminListGroupsForUser");
    put(result, "UserResourceUpdate", "AdminSetUserMFAPreference");
    put(result, "UserPoolRead", "DescribeUserPool ListUserPools");
    put(result, "UserPoolUpdate", "CreateUserPool UpdateUserPool DeleteUserPool");
    put(
        result,
        "UserPoolResourceRead",
        "DescribeIdentityProvider ListIdentityProviders DescribeResourceServer ListResourceServers"
            + " DescribeUserPoolDomain GetUserPoolMfaConfig GetGroup ListGroups"
            + " DescribeRiskConfiguration GetUICustomization DescribeManagedLoginBrandingByClient"
            + " ListTagsForResource");
    put(
        result,
        "UserPoolResourceUpdate",
        "AddCustomAttributes SetUserPoolMfaConfig CreateGroup UpdateGroup DeleteGroup"
            + " CreateIdentityProvider UpdateIdentityProvider DeleteIdentityProvider"
            + " CreateResourceServer UpdateResourceServer DeleteResourceServer"
            + " CreateUserPoolDomain UpdateUserPoolDomain DeleteUserPoolDomain"
            + " SetRiskConfiguration SetUICustomization TagResource UntagResource");
    put(result, "UserPoolClientRead", "DescribeUserPoolClient ListUserPoolClients");
    put(
        result,
        "UserPoolClientUpdate",
        "CreateUserPoolClient UpdateUserPoolClient DeleteUserPoolClient");
    return Map.copyOf(result);
  }

  private static void put(Map<String, String> result, String category, String operations) {
    for (String operation : operations.split(" ", -1)) {
      result.put(operation, category);
    }
  }
}
