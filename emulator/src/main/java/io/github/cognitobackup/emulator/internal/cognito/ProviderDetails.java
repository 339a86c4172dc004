package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What Cognito adds to the details of a provider on its own, and what it never gives back. */
final class ProviderDetails {

  private static final Map<String, Map<String, String>> DERIVED =
      Map.of(
          "SAML",
          Map.of(
              "ActiveEncryptionCertificate", "MIICvTCCAaWgAwIBAgIJAEmulated",
              "SLORedirectBindingURI", "https://idp.example.com/slo",
              "SSORedirectBindingURI", "https://idp.example.com/sso"),
          "OIDC",
          Map.of("attributes_url_add_attributes", "false"),
          "Facebook",
          Map.of(
              "attributes_url", "https://graph.facebook.com/v17.0/me?fields=",
              "attributes_url_add_attributes", "true",
              "authorize_url", "https://www.facebook.com/v17.0/dialog/oauth",
              "token_url", "https://graph.facebook.com/v17.0/oauth/access_token",
              "token_request_method", "GET"),
          "Google",
          Map.of(
              "attributes_url", "https://people.googleapis.com/v1/people/me?personFields=",
              "attributes_url_add_attributes", "true",
              "authorize_url", "https://accounts.google.com/o/oauth2/v2/auth",
              "token_url", "https://www.googleapis.com/oauth2/v4/token",
              "token_request_method", "POST",
              "oidc_issuer", "https://accounts.google.com"),
          "LoginWithAmazon",
          Map.of(
              "attributes_url", "https://api.amazon.com/user/profile",
              "attributes_url_add_attributes", "false",
              "authorize_url", "https://www.amazon.com/ap/oa",
              "token_url", "https://api.amazon.com/auth/o2/token",
              "token_request_method", "POST"),
          "SignInWithApple",
          Map.of(
              "attributes_url_add_attributes", "false",
              "authorize_url", "https://appleid.apple.com/auth/authorize",
              "token_url", "https://appleid.apple.com/auth/token",
              "token_request_method", "POST",
              "oidc_issuer", "https://appleid.apple.com"));

  private ProviderDetails() {}

  static void complete(ObjectNode provider) {
    if (provider.get("ProviderDetails") instanceof ObjectNode details) {
      details.remove("private_key");
      DERIVED.getOrDefault(provider.path("ProviderType").asText(), Map.of()).forEach(details::put);
    }
  }
}
