package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;

/**
 * Makes pools through the operations themselves: bare ones, and some with all that a pool can have.
 */
public final class SamplePool {

  private static final String SETTINGS =
      """
      {"Policies": {"PasswordPolicy": {"MinimumLength": 12, "RequireUppercase": true,
         "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": false,
         "PasswordHistorySize": 3, "TemporaryPasswordValidityDays": 14}},
       "AutoVerifiedAttributes": ["email"],
       "UserPoolTags": {"team": "sign-in", "stage": "sample"},
       "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
       "Schema": [
         {"Name": "tier", "AttributeDataType": "String", "Mutable": true,
          "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "64"}},
         {"Name": "score", "AttributeDataType": "Number", "Mutable": true,
          "NumberAttributeConstraints": {"MinValue": "0", "MaxValue": "1000"}},
         {"Name": "tenant", "AttributeDataType": "String", "Mutable": false}]}
      """;

  private static final String MFA =
      """
      {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}}
      """;

  private static final String RESOURCE_SERVER =
      """
      {"Identifier": "https://api.example.com/orders", "Name": "Orders",
       "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read orders"},
                  {"ScopeName": "write", "ScopeDescription": "Change orders"}]}
      """;

  private static final String GOOGLE =
      """
      {"ProviderName": "Google", "ProviderType": "Google",
       "ProviderDetails": {"client_id": "sample.apps.example.com", "client_secret": "sample-secret",
                           "authorize_scopes": "openid email profile"},
       "AttributeMapping": {"email": "email", "username": "sub"}}
      """;

  private static final String OIDC =
      """
      {"ProviderName": "Workforce", "ProviderType": "OIDC",
       "ProviderDetails": {"client_id": "workforce", "client_secret": "sample-secret",
                           "authorize_scopes": "openid", "attributes_request_method": "GET",
                           "oidc_issuer": "https://login.example.com"},
       "AttributeMapping": {"email": "email", "username": "sub"},
       "IdpIdentifiers": ["example.com"]}
      """;

  private static final String WEB_CLIENT =
      """
      {"ClientName": "web", "GenerateSecret": true,
       "CallbackURLs": ["https://www.example.com/callback"],
       "LogoutURLs": ["https://www.example.com/bye"],
       "AllowedOAuthFlows": ["code"], "AllowedOAuthFlowsUserPoolClient": true,
       "AllowedOAuthScopes": ["openid", "email", "https://api.example.com/orders/read"],
       "SupportedIdentityProviders": ["COGNITO", "Google", "Workforce"],
       "AccessTokenValidity": 15, "IdTokenValidity": 15, "RefreshTokenValidity": 20,
       "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes",
                              "RefreshToken": "days"}}
      """;

  private static final String MOBILE_CLIENT =
      """
      {"ClientName": "mobile", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH"], "PreventUserExistenceErrors": "ENABLED",
       "ReadAttributes": ["email", "name"], "WriteAttributes": ["email", "name"]}
      """;

  private static final String[][] GROUPS = {
    {"admins", "May do everything", "1"},
    {"editors", "May change content", "10"},
    {"読者", "May read", ""},
    {"beta/testers", "", "0"}
  };

  private final CognitoService service;

  /** Makes pools of this service. */
  public SamplePool(CognitoService service) {
    this.service = service;
  }

  /** Creates a pool with no more than its model, and gives its id. */
  public String bare(String name, PoolModel model) {
    return create(Json.object(), name, model);
  }

  /** Creates a pool with clients, providers, groups and the rest, and gives its id. */
  public String furnished(String name, PoolModel model) {
    String id = create((ObjectNode) Json.tree(SETTINGS), name, model);
    call("SetUserPoolMfaConfig", id, MFA);
    call("CreateResourceServer", id, RESOURCE_SERVER);
    call("CreateIdentityProvider", id, GOOGLE);
    call("CreateIdentityProvider", id, OIDC);
    call("CreateUserPoolClient", id, WEB_CLIENT);
    call("CreateUserPoolClient", id, MOBILE_CLIENT);
    for (String[] group : GROUPS) {
      ObjectNode request = Json.object().put("GroupName", group[0]);
      if (!group[1].isEmpty()) {
        request.put("Description", group[1]);
      }
      if (!group[2].isEmpty()) {
        request.put("Precedence", Integer.parseInt(group[2]));
      }
      call("CreateGroup", id, request);
    }
    return id;
  }

  private String create(ObjectNode request, String name, PoolModel model) {
    request.put("PoolName", name);
    switch (model) {
      case PLAIN -> {}
      case ALIAS -> request.putArray("AliasAttributes").add("email").add("phone_number");
      case EMAIL -> {
        request.putArray("UsernameAttributes").add("email");
        request.putObject("UsernameConfiguration").put("CaseSensitive", false);
      }
    }
    try {
      byte[] answer = service.call("CreateUserPool", new Params(request));
      return Json.parse(answer).path("UserPool").path("Id").asText();
    } catch (IOException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }

  private void call(String operation, String poolId, String request) {
    call(operation, poolId, (ObjectNode) Json.tree(request));
  }

  private void call(String operation, String poolId, ObjectNode request) {
    service.call(operation, new Params(request.put("UserPoolId", poolId)));
  }
}
