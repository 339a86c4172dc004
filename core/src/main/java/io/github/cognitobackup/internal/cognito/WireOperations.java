package io.github.cognitobackup.internal.cognito;

/** The operations that are called as JSON, for not every SDK that a host may use has them. */
public final class WireOperations {

  public static final String ADD_USER_POOL_CLIENT_SECRET = "AddUserPoolClientSecret";
  public static final String CREATE_TERMS = "CreateTerms";
  public static final String DESCRIBE_TERMS = "DescribeTerms";
  public static final String LIST_TERMS = "ListTerms";
  public static final String LIST_USER_POOL_CLIENT_SECRETS = "ListUserPoolClientSecrets";
  public static final String LIST_USER_POOL_REPLICAS = "ListUserPoolReplicas";
  public static final String UPDATE_TERMS = "UpdateTerms";

  private WireOperations() {}
}
