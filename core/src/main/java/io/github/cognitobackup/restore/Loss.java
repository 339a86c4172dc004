package io.github.cognitobackup.restore;

/**
 * What Cognito lets nobody give back, counted for the pool at hand. Losses change neither a
 * restore's outcome nor whether archive and pool are called equal. Only what there is any of is
 * told.
 *
 * @param kind the kind
 * @param count how many users, resources or memberships it is about
 * @param text the loss in words, with the count
 */
public record Loss(Kind kind, long count, String text) {

  /** The kinds of losses. More may be added. */
  public enum Kind {
    /** Confirmed users have another password than before, which nobody knows. */
    PASSWORD,
    /** Users with a temporary password have another one, which nobody knows. */
    TEMPORARY_PASSWORD,
    /** Users who never confirmed their sign-up have a temporary password instead. */
    UNCONFIRMED,
    /** Users who had to reset their password are confirmed, with a password that nobody knows. */
    RESET_REQUIRED,
    /** Archived users are confirmed, with a password that nobody knows. */
    ARCHIVED,
    /** Users called compromised are confirmed, with a password that nobody knows. */
    COMPROMISED,
    /** Users of a status that is not known are confirmed, with a password that nobody knows. */
    UNKNOWN_STATUS,
    /** Users have another {@code sub}. */
    SUB,
    /** Users have another stored user name, for it is a UUID which Cognito draws. */
    USERNAME,
    /** Users have other dates of creation and modification. */
    DATES,
    /** Users have no sessions and refresh tokens any more. */
    SESSIONS,
    /** The devices that users had the pool remember, where it does that. */
    DEVICES,
    /** Users have an authenticator app that the archive names, and must set it up again. */
    MFA_PREFERENCE,
    /**
     * The choice of a second factor, where the pool offers one and the archive does not know it.
     */
    SECOND_FACTORS,
    /** The secrets of authenticator apps, where the pool allows them. */
    TOTP_SECRETS,
    /** Passkeys, where the pool allows them. */
    PASSKEYS,
    /** Users of identity providers, who reappear at their next sign-in. */
    FEDERATED_USERS,
    /** Memberships of users of identity providers. */
    FEDERATED_MEMBERSHIPS,
    /** Users of identity providers who were disabled and will not be. */
    FEDERATED_DISABLED,
    /** Groups that Cognito makes for the users of an identity provider. */
    FEDERATION_GROUPS,
    /** Memberships of users whom the archive does not hold. */
    MEMBERSHIPS_OF_NOBODY,
    /** The pool's id and what depends on it. */
    POOL_ID,
    /** The ids of app clients. */
    CLIENT_IDS,
    /** Secrets of app clients that the archive does not hold: the clients have new ones. */
    CLIENT_SECRETS,
    /** Private keys of "Sign in with Apple". */
    APPLE_PRIVATE_KEYS,
    /** Domains that the pool had and the archive does not hold. */
    DOMAINS,
    /** Custom domains that were created, to which DNS does not point yet. */
    DOMAIN_DNS,
    /** Replicas in other Regions, which are billed, so that no restore creates one. */
    REPLICAS,
    /** The web ACL of AWS WAF that protects the pool. */
    WEB_ACL,
    /** References that the caller's rules leave out. */
    LEFT_OUT
  }
}
