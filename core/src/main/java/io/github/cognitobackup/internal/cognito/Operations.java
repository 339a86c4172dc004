package io.github.cognitobackup.internal.cognito;

import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolResponse;

/** All operations of Cognito that are called. */
public final class Operations {

  public static final Operation<AddCustomAttributesRequest, AddCustomAttributesResponse>
      ADD_CUSTOM_ATTRIBUTES =
          new Operation<>(
              "AddCustomAttributes", CognitoIdentityProviderClient::addCustomAttributes);

  public static final Operation<AdminAddUserToGroupRequest, AdminAddUserToGroupResponse>
      ADMIN_ADD_USER_TO_GROUP =
          new Operation<>(
              "AdminAddUserToGroup", CognitoIdentityProviderClient::adminAddUserToGroup);

  public static final Operation<AdminCreateUserRequest, AdminCreateUserResponse> ADMIN_CREATE_USER =
      new Operation<>("AdminCreateUser", CognitoIdentityProviderClient::adminCreateUser);

  public static final Operation<AdminDisableUserRequest, AdminDisableUserResponse>
      ADMIN_DISABLE_USER =
          new Operation<>("AdminDisableUser", CognitoIdentityProviderClient::adminDisableUser);

  public static final Operation<AdminEnableUserRequest, AdminEnableUserResponse> ADMIN_ENABLE_USER =
      new Operation<>("AdminEnableUser", CognitoIdentityProviderClient::adminEnableUser);

  public static final Operation<AdminGetUserRequest, AdminGetUserResponse> ADMIN_GET_USER =
      new Operation<>("AdminGetUser", CognitoIdentityProviderClient::adminGetUser);

  public static final Operation<AdminLinkProviderForUserRequest, AdminLinkProviderForUserResponse>
      ADMIN_LINK_PROVIDER_FOR_USER =
          new Operation<>(
              "AdminLinkProviderForUser", CognitoIdentityProviderClient::adminLinkProviderForUser);

  public static final Operation<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse>
      ADMIN_LIST_GROUPS_FOR_USER =
          new Operation<>(
              "AdminListGroupsForUser", CognitoIdentityProviderClient::adminListGroupsForUser);

  public static final Operation<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse>
      ADMIN_SET_USER_PASSWORD =
          new Operation<>(
              "AdminSetUserPassword", CognitoIdentityProviderClient::adminSetUserPassword);

  public static final Operation<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse>
      ADMIN_UPDATE_USER_ATTRIBUTES =
          new Operation<>(
              "AdminUpdateUserAttributes",
              CognitoIdentityProviderClient::adminUpdateUserAttributes);

  public static final Operation<CreateGroupRequest, CreateGroupResponse> CREATE_GROUP =
      new Operation<>("CreateGroup", CognitoIdentityProviderClient::createGroup);

  public static final Operation<CreateIdentityProviderRequest, CreateIdentityProviderResponse>
      CREATE_IDENTITY_PROVIDER =
          new Operation<>(
              "CreateIdentityProvider", CognitoIdentityProviderClient::createIdentityProvider);

  public static final Operation<CreateResourceServerRequest, CreateResourceServerResponse>
      CREATE_RESOURCE_SERVER =
          new Operation<>(
              "CreateResourceServer", CognitoIdentityProviderClient::createResourceServer);

  public static final Operation<CreateUserPoolRequest, CreateUserPoolResponse> CREATE_USER_POOL =
      new Operation<>("CreateUserPool", CognitoIdentityProviderClient::createUserPool);

  public static final Operation<CreateUserPoolClientRequest, CreateUserPoolClientResponse>
      CREATE_USER_POOL_CLIENT =
          new Operation<>(
              "CreateUserPoolClient", CognitoIdentityProviderClient::createUserPoolClient);

  public static final Operation<DescribeIdentityProviderRequest, DescribeIdentityProviderResponse>
      DESCRIBE_IDENTITY_PROVIDER =
          new Operation<>(
              "DescribeIdentityProvider", CognitoIdentityProviderClient::describeIdentityProvider);

  public static final Operation<DescribeUserPoolRequest, DescribeUserPoolResponse>
      DESCRIBE_USER_POOL =
          new Operation<>("DescribeUserPool", CognitoIdentityProviderClient::describeUserPool);

  public static final Operation<DescribeUserPoolClientRequest, DescribeUserPoolClientResponse>
      DESCRIBE_USER_POOL_CLIENT =
          new Operation<>(
              "DescribeUserPoolClient", CognitoIdentityProviderClient::describeUserPoolClient);

  public static final Operation<GetSigningCertificateRequest, GetSigningCertificateResponse>
      GET_SIGNING_CERTIFICATE =
          new Operation<>(
              "GetSigningCertificate", CognitoIdentityProviderClient::getSigningCertificate);

  public static final Operation<GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse>
      GET_USER_POOL_MFA_CONFIG =
          new Operation<>(
              "GetUserPoolMfaConfig", CognitoIdentityProviderClient::getUserPoolMfaConfig);

  public static final Operation<ListGroupsRequest, ListGroupsResponse> LIST_GROUPS =
      new Operation<>("ListGroups", CognitoIdentityProviderClient::listGroups);

  public static final Operation<ListIdentityProvidersRequest, ListIdentityProvidersResponse>
      LIST_IDENTITY_PROVIDERS =
          new Operation<>(
              "ListIdentityProviders", CognitoIdentityProviderClient::listIdentityProviders);

  public static final Operation<ListResourceServersRequest, ListResourceServersResponse>
      LIST_RESOURCE_SERVERS =
          new Operation<>(
              "ListResourceServers", CognitoIdentityProviderClient::listResourceServers);

  public static final Operation<ListUserPoolClientsRequest, ListUserPoolClientsResponse>
      LIST_USER_POOL_CLIENTS =
          new Operation<>(
              "ListUserPoolClients", CognitoIdentityProviderClient::listUserPoolClients);

  public static final Operation<ListUserPoolsRequest, ListUserPoolsResponse> LIST_USER_POOLS =
      new Operation<>("ListUserPools", CognitoIdentityProviderClient::listUserPools);

  public static final Operation<ListUsersRequest, ListUsersResponse> LIST_USERS =
      new Operation<>("ListUsers", CognitoIdentityProviderClient::listUsers);

  public static final Operation<ListUsersInGroupRequest, ListUsersInGroupResponse>
      LIST_USERS_IN_GROUP =
          new Operation<>("ListUsersInGroup", CognitoIdentityProviderClient::listUsersInGroup);

  public static final Operation<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse>
      SET_USER_POOL_MFA_CONFIG =
          new Operation<>(
              "SetUserPoolMfaConfig", CognitoIdentityProviderClient::setUserPoolMfaConfig);

  public static final Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      new Operation<>("UntagResource", CognitoIdentityProviderClient::untagResource);

  public static final Operation<UpdateGroupRequest, UpdateGroupResponse> UPDATE_GROUP =
      new Operation<>("UpdateGroup", CognitoIdentityProviderClient::updateGroup);

  public static final Operation<UpdateIdentityProviderRequest, UpdateIdentityProviderResponse>
      UPDATE_IDENTITY_PROVIDER =
          new Operation<>(
              "UpdateIdentityProvider", CognitoIdentityProviderClient::updateIdentityProvider);

  public static final Operation<UpdateResourceServerRequest, UpdateResourceServerResponse>
      UPDATE_RESOURCE_SERVER =
          new Operation<>(
              "UpdateResourceServer", CognitoIdentityProviderClient::updateResourceServer);

  public static final Operation<UpdateUserPoolRequest, UpdateUserPoolResponse> UPDATE_USER_POOL =
      new Operation<>("UpdateUserPool", CognitoIdentityProviderClient::updateUserPool);

  public static final Operation<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse>
      UPDATE_USER_POOL_CLIENT =
          new Operation<>(
              "UpdateUserPoolClient", CognitoIdentityProviderClient::updateUserPoolClient);

  private Operations() {}
}
