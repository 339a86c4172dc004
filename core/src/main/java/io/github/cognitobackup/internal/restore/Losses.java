package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.Domains;
import io.github.cognitobackup.internal.cognito.resource.Groups;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Replicas;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.WebAcl;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.internal.users.OfferedFactors;
import io.github.cognitobackup.internal.users.UserLosses;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.Loss.Kind;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Counts what Cognito lets nobody give back, in the pool at hand: before a restore what it will be,
 * after it what it has become.
 */
final class Losses {

  private final ArchivedPool archived;
  private final PoolComparison compared;
  private final String poolId;
  private final Predicate<ResourceDelta> made;
  private final List<Loss> losses = new ArrayList<>();

  private Losses(
      ArchivedPool archived,
      PoolComparison compared,
      String poolId,
      Predicate<ResourceDelta> made) {
    this.archived = archived;
    this.compared = compared;
    this.poolId = poolId;
    this.made = made;
  }

  /** What a restore will not give back; the pool's id is empty where one is to be created. */
  static List<Loss> planned(
      RestoreRequest request,
      ArchivedPool archived,
      PoolComparison compared,
      PoolJournal journal,
      String poolId) {
    return new Losses(archived, compared, poolId, delta -> delta.actual().isEmpty())
        .count(UserLosses.count(compared, journal, true), request);
  }

  /** What a restore did not give back. */
  static List<Loss> restored(
      RestoreRequest request,
      ArchivedPool archived,
      PoolComparison compared,
      PoolJournal journal,
      List<ResourceChange> changes,
      String poolId) {
    Predicate<ResourceDelta> made =
        delta ->
            changes.stream()
                .anyMatch(
                    change ->
                        change.action() == ResourceChange.Action.CREATE
                            && change.type().equals(delta.kind().type())
                            && change.name().equals(delta.kind().nameOf(delta.wanted())));
    return new Losses(archived, compared, poolId, made)
        .count(UserLosses.count(compared, journal, false), request);
  }

  private List<Loss> count(UserLosses users, RestoreRequest request) {
    users.addTo(
        this::users,
        request.passwords(),
        OfferedFactors.of(
            archived.settings(), archived.resources(), archived.secondFactorsKnown()));
    federated();
    resources();
    return List.copyOf(losses);
  }

  private void federated() {
    long missing = compared.users().federatedMissing();
    add(
        Kind.FEDERATED_USERS,
        missing,
        missing == 1
            ? "1 user of an identity provider reappears at the next sign-in, with a new sub"
            : number(missing)
                + " users of identity providers reappear at their next sign-in, with a new sub");
    long memberships = compared.users().federatedMemberships();
    add(
        Kind.FEDERATED_MEMBERSHIPS,
        memberships,
        counted(memberships, "membership")
            + " of users of identity providers: those who reappear are in no group, until"
            + " finish-federated adds them");
    long disabled = compared.users().federatedDisabled();
    add(
        Kind.FEDERATED_DISABLED,
        disabled,
        counted(disabled, "user")
            + " of identity providers disabled in the archive: those who reappear are"
            + " enabled, until finish-federated disables them");
    long nobody = compared.users().archive().membershipsOfNobody();
    add(
        Kind.MEMBERSHIPS_OF_NOBODY,
        nobody,
        counted(nobody, "membership") + " of users whom the archive does not hold");
  }

  private void resources() {
    if (!poolId.equals(archived.id())) {
      add(
          Kind.POOL_ID,
          1,
          "1 pool id: it differs from the archive's, and so do the issuer and the"
              + " signing certificate; tokens issued before are rejected");
    }
    long groups =
        archived.resources().stream()
            .filter(resource -> resource.type().equals(Groups.TYPE))
            .filter(group -> archived.isOfFederation(group.id()))
            .filter(group -> !isInPool(group))
            .count();
    add(
        Kind.FEDERATION_GROUPS,
        groups,
        counted(groups, "group")
            + " that Cognito makes for users of an identity provider: a new one comes with the next"
            + " sign-in of such a user, without members");
    long ids =
        compared.resources().stream()
            .filter(delta -> delta.kind().type().equals(Clients.TYPE))
            .filter(
                delta ->
                    delta
                        .actual()
                        .map(actual -> !actual.id().equals(delta.wanted().id()))
                        .orElseGet(() -> made.test(delta)))
            .count();
    add(Kind.CLIENT_IDS, ids, counted(ids, "app client") + ": a new client id");
    List<String> secrets =
        compared.resources().stream()
            .filter(delta -> delta.kind().type().equals(Clients.TYPE))
            .filter(made)
            .filter(delta -> delta.wanted().document().path("ClientSecret").isNull())
            .map(delta -> delta.kind().nameOf(delta.wanted()))
            .toList();
    add(
        Kind.CLIENT_SECRETS,
        secrets.size(),
        counted(secrets.size(), "app client")
            + " ("
            + String.join(", ", secrets)
            + "): a new secret, because the archive does not hold the former one; give it to their"
            + " callers");
    long keys =
        madeOf(
            "identity-providers",
            provider ->
                provider.path("ProviderType").asText().equals("SignInWithApple")
                    && !provider.path("ProviderDetails").hasNonNull("private_key"));
    add(
        Kind.APPLE_PRIVATE_KEYS,
        keys,
        counted(keys, "identity provider")
            + " of Sign in with Apple: the private key, which Cognito never returns, has"
            + " to be set by hand");
    domains();
    List<String> leftOut = archived.leftOut();
    add(
        Kind.LEFT_OUT,
        leftOut.size(),
        counted(leftOut.size(), "reference")
            + " left out by the rewrite rules ("
            + String.join("; ", leftOut)
            + ')');
    if (!poolId.equals(archived.id())) {
      information();
    }
  }

  /** What the pool of the archive has, and another one does not get. */
  private void information() {
    List<String> replicas = new ArrayList<>();
    List<String> webAcls = new ArrayList<>();
    for (Resource resource : archived.resources()) {
      if (resource.type().equals(Replicas.TYPE)) {
        resource
            .document()
            .path(Replicas.LIST)
            .forEach(
                replica -> {
                  if (!replica.path("Role").asText().equals("PRIMARY")) {
                    replicas.add(replica.path("RegionName").asText());
                  }
                });
      } else if (resource.type().equals(WebAcl.TYPE)) {
        webAcls.add(resource.document().path(WebAcl.ARN).asText());
      }
    }
    add(
        Kind.REPLICAS,
        replicas.size(),
        counted(replicas.size(), "replica")
            + " ("
            + String.join(", ", replicas)
            + "): replicas are billed, so none is created; create it by hand if you need it");
    add(
        Kind.WEB_ACL,
        webAcls.size(),
        counted(webAcls.size(), "web ACL")
            + " ("
            + String.join(", ", webAcls)
            + "): associate it with the pool in AWS WAF");
  }

  private void customDomains() {
    List<String> names = new ArrayList<>();
    for (ResourceDelta delta : compared.resources()) {
      boolean custom =
          delta.kind().type().equals(Domains.TYPE) && delta.wanted().document().has(Domains.CUSTOM);
      if (custom && made.test(delta)) {
        String to = delta.now().path(Domains.DISTRIBUTION).asText();
        names.add(delta.wanted().id() + (to.isEmpty() ? "" : " to " + to));
      }
    }
    add(
        Kind.DOMAIN_DNS,
        names.size(),
        counted(names.size(), "custom domain")
            + ": point the DNS of "
            + String.join(", of ", names));
  }

  private void domains() {
    if (!archived.hasSettings()) {
      return;
    }
    JsonNode target =
        compared.pool().stream()
            .filter(resource -> resource.type().equals(PoolSettings.TYPE))
            .<JsonNode>map(Resource::document)
            .findFirst()
            .orElse(MissingNode.getInstance());
    List<String> domains = new ArrayList<>();
    for (String member : List.of("Domain", "CustomDomain")) {
      String name = archived.settings().path(member).asText();
      boolean held =
          archived.resources().stream()
              .anyMatch(each -> each.type().equals(Domains.TYPE) && each.id().equals(name));
      if (!name.isEmpty() && !held && !name.equals(target.path(member).asText())) {
        domains.add('"' + name + '"');
      }
    }
    add(
        Kind.DOMAINS,
        domains.size(),
        counted(domains.size(), "domain")
            + " ("
            + String.join(", ", domains)
            + "): not in the archive; give the pool one by hand");
    customDomains();
  }

  private boolean isInPool(Resource resource) {
    return compared.pool().stream()
        .anyMatch(
            other -> other.type().equals(resource.type()) && other.id().equals(resource.id()));
  }

  private long madeOf(String type, Predicate<JsonNode> condition) {
    return compared.resources().stream()
        .filter(delta -> delta.kind().type().equals(type))
        .filter(made)
        .filter(delta -> condition.test(delta.wanted().document()))
        .count();
  }

  private void users(Kind kind, long count, String text) {
    add(kind, count, counted(count, "user") + ": " + text);
  }

  private void add(Kind kind, long count, String text) {
    if (count > 0) {
      losses.add(new Loss(kind, count, text));
    }
  }

  private static String counted(long count, String what) {
    return number(count) + ' ' + what + (count == 1 ? "" : "s");
  }

  private static String number(long count) {
    return Long.toString(count);
  }
}
