package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IdentityProviderType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ProviderDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderRequest;

/** The identity providers that a pool federates with. Their client secrets are read in clear. */
public final class IdentityProviders implements ResourceKind {

  private static final int PAGE = 60;

  /** Keys of ProviderDetails that Cognito derives and does not take back, whatever the type. */
  private static final List<String> DERIVED =
      List.of(
          "ActiveEncryptionCertificate",
          "SLORedirectBindingURI",
          "SSORedirectBindingURI",
          "attributes_url_add_attributes");

  /** What it derives besides for the social providers, of which it knows all addresses itself. */
  private static final List<String> DERIVED_OF_SOCIAL =
      List.of("attributes_url", "authorize_url", "token_url", "token_request_method");

  private static final Set<String> SOCIAL =
      Set.of("Facebook", "Google", "LoginWithAmazon", "SignInWithApple");

  @Override
  public String type() {
    return "identity-providers";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("ListIdentityProviders", "DescribeIdentityProvider");
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of("ProviderName");
  }

  /** The names of the providers that the pool has. */
  static List<String> names(Pool pool) {
    List<String> names = new ArrayList<>();
    Pages.forEach(
        token -> {
          var page =
              pool.call(
                  ListIdentityProvidersRequest.builder()
                      .userPoolId(pool.id())
                      .maxResults(PAGE)
                      .nextToken(token)
                      .build(),
                  Operations.LIST_IDENTITY_PROVIDERS);
          page.providers().stream().map(ProviderDescription::providerName).forEach(names::add);
          return page.nextToken();
        });
    return names;
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    for (String name : names(pool)) {
      try {
        var request =
            DescribeIdentityProviderRequest.builder()
                .userPoolId(pool.id())
                .providerName(name)
                .build();
        var answer = pool.ask(request, Operations.DESCRIBE_IDENTITY_PROVIDER);
        sink.resource(
            Resource.described(
                type(),
                name,
                answer.response().identityProvider(),
                answer.wire().path("IdentityProvider")));
      } catch (SdkException e) {
        sink.unreadable(type(), name, e);
      }
    }
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(IdentityProviderType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode provider = Documents.without(document, Documents.DATES);
    provider.remove("UserPoolId");
    if (provider.get("ProviderDetails") instanceof ObjectNode details) {
      details.remove(DERIVED);
      String providerType = Documents.text(provider, "ProviderType");
      if (SOCIAL.contains(providerType)) {
        details.remove(DERIVED_OF_SOCIAL);
        details.remove("oidc_issuer");
      }
    }
    return provider;
  }

  /** Mappings onto attributes that the pool has not, and identifiers that another one has. */
  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    ObjectNode provider = wanted.document().deepCopy();
    List<String> leftOut = new ArrayList<>();
    Set<String> writable = Schema.mutable(PoolSettings.describe(pool));
    if (provider.get("AttributeMapping") instanceof ObjectNode mapping) {
      mapping
          .properties()
          .removeIf(
              entry -> {
                String attribute = entry.getKey();
                boolean stale = !attribute.equals("username") && !writable.contains(attribute);
                if (stale) {
                  leftOut.add("AttributeMapping \"" + attribute + '"');
                }
                return stale;
              });
    }
    String text = CognitoErrors.message(refusal);
    if (provider.get("IdpIdentifiers") instanceof ArrayNode identifiers) {
      for (int i = identifiers.size() - 1; i >= 0; i--) {
        if (text.contains(identifiers.get(i).asText())) {
          leftOut.add("IdpIdentifiers \"" + identifiers.remove(i).asText() + '"');
        }
      }
    }
    return leftOut.isEmpty() ? Optional.empty() : Optional.of(new Concession(leftOut, provider));
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    CreateIdentityProviderRequest request =
        pool.request(restorable(wanted.document()), CreateIdentityProviderRequest.builder());
    pool.callOnce(request, Operations.CREATE_IDENTITY_PROVIDER);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    UpdateIdentityProviderRequest request =
        pool.request(restorable(wanted.document()), UpdateIdentityProviderRequest.builder());
    pool.call(request, Operations.UPDATE_IDENTITY_PROVIDER);
  }
}
