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
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeManagedLoginBrandingByClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeManagedLoginBrandingByClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUiCustomizationResponse;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUiCustomizationResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainResponse;
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

  public static final Operation<AdminSetUserMfaPreferenceRequest, AdminSetUserMfaPreferenceResponse>
      ADMIN_SET_USER_MFA_PREFERENCE =
          new Operation<>(
              "AdminSetUserMFAPreference",
              CognitoIdentityProviderClient::adminSetUserMFAPreference);

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

  public static final Operation<CreateUserPoolDomainRequest, CreateUserPoolDomainResponse>
      CREATE_USER_POOL_DOMAIN =
          new Operation<>(
              "CreateUserPoolDomain", CognitoIdentityProviderClient::createUserPoolDomain);

  public static final Operation<DescribeUserPoolDomainRequest, DescribeUserPoolDomainResponse>
      DESCRIBE_USER_POOL_DOMAIN =
          new Operation<>(
              "DescribeUserPoolDomain", CognitoIdentityProviderClient::describeUserPoolDomain);

  public static final Operation<UpdateUserPoolDomainRequest, UpdateUserPoolDomainResponse>
      UPDATE_USER_POOL_DOMAIN =
          new Operation<>(
              "UpdateUserPoolDomain", CognitoIdentityProviderClient::updateUserPoolDomain);

  public static final Operation<DescribeRiskConfigurationRequest, DescribeRiskConfigurationResponse>
      DESCRIBE_RISK_CONFIGURATION =
          new Operation<>(
              "DescribeRiskConfiguration",
              CognitoIdentityProviderClient::describeRiskConfiguration);

  public static final Operation<SetRiskConfigurationRequest, SetRiskConfigurationResponse>
      SET_RISK_CONFIGURATION =
          new Operation<>(
              "SetRiskConfiguration", CognitoIdentityProviderClient::setRiskConfiguration);

  public static final Operation<
          GetLogDeliveryConfigurationRequest, GetLogDeliveryConfigurationResponse>
      GET_LOG_DELIVERY_CONFIGURATION =
          new Operation<>(
              "GetLogDeliveryConfiguration",
              CognitoIdentityProviderClient::getLogDeliveryConfiguration);

  public static final Operation<
          SetLogDeliveryConfigurationRequest, SetLogDeliveryConfigurationResponse>
      SET_LOG_DELIVERY_CONFIGURATION =
          new Operation<>(
              "SetLogDeliveryConfiguration",
              CognitoIdentityProviderClient::setLogDeliveryConfiguration);

  public static final Operation<GetUiCustomizationRequest, GetUiCustomizationResponse>
      GET_UI_CUSTOMIZATION =
          new Operation<>("GetUICustomization", CognitoIdentityProviderClient::getUICustomization);

  public static final Operation<SetUiCustomizationRequest, SetUiCustomizationResponse>
      SET_UI_CUSTOMIZATION =
          new Operation<>("SetUICustomization", CognitoIdentityProviderClient::setUICustomization);

  public static final Operation<
          DescribeManagedLoginBrandingByClientRequest, DescribeManagedLoginBrandingByClientResponse>
      DESCRIBE_MANAGED_LOGIN_BRANDING_BY_CLIENT =
          new Operation<>(
              "DescribeManagedLoginBrandingByClient",
              CognitoIdentityProviderClient::describeManagedLoginBrandingByClient);

  public static final Operation<
          CreateManagedLoginBrandingRequest, CreateManagedLoginBrandingResponse>
      CREATE_MANAGED_LOGIN_BRANDING =
          new Operation<>(
              "CreateManagedLoginBranding",
              CognitoIdentityProviderClient::createManagedLoginBranding);

  public static final Operation<
          UpdateManagedLoginBrandingRequest, UpdateManagedLoginBrandingResponse>
      UPDATE_MANAGED_LOGIN_BRANDING =
          new Operation<>(
              "UpdateManagedLoginBranding",
              CognitoIdentityProviderClient::updateManagedLoginBranding);

  private Operations() {}
}
