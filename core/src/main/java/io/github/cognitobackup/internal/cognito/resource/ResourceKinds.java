package io.github.cognitobackup.internal.cognito.resource;

import java.util.List;
import java.util.Optional;

/** All kinds, in the order in which a restore creates them: each refers only to those before. */
public final class ResourceKinds {

  /** The pool's own settings, from which a pool is created. */
  public static final PoolSettings SETTINGS = new PoolSettings();

  /** What comes before the users. */
  public static final List<ResourceKind> BEFORE_USERS =
      List.of(
          SETTINGS,
          new CustomAttributes(),
          new MfaSettings(),
          new ResourceServers(),
          new IdentityProviders(),
          new Domains(),
          new Clients(),
          new Branding(),
          new UiCustomizations(),
          new Terms(),
          new RiskConfigurations(),
          new LogDelivery(),
          new Groups());

  /** What comes after them. */
  public static final List<ResourceKind> AFTER_USERS =
      List.of(new PoolActivation(), new Replicas(), new SigningCertificate(), new WebAcl());

  private ResourceKinds() {}

  /** The kind whose documents are of a type. */
  public static Optional<ResourceKind> ofType(String type) {
    return all().stream().filter(kind -> kind.type().equals(type)).findFirst();
  }

  /** Those that a restore gives back. */
  public static List<ResourceKind> restorable() {
    return all().stream().filter(kind -> !kind.information()).toList();
  }

  /** All of them. */
  public static List<ResourceKind> all() {
    return java.util.stream.Stream.concat(BEFORE_USERS.stream(), AFTER_USERS.stream()).toList();
  }
}
