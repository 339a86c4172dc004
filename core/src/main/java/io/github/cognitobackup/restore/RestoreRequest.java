package io.github.cognitobackup.restore;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be restored, where to, and what may be done to what is already there. Immutable; each
 * method gives a changed copy.
 *
 * <p>The defaults are the careful ones: nothing that exists in the target is changed, and no
 * message is sent to anybody, whatever the options.
 */
public final class RestoreRequest {

  private final String key;
  private final @Nullable String poolId;
  private final @Nullable String newPoolName;
  private boolean updateExisting;
  private PasswordStrategy passwords = PasswordStrategy.RANDOM_PERMANENT;
  private UnconfirmedUsers unconfirmed = UnconfirmedUsers.CREATE;
  private Map<String, String> arnRules = Map.of();
  private @Nullable RewriteRules rewriteRules;
  private @Nullable Consumer<IdentityMapping> identities;
  private @Nullable Storage journal;

  private RestoreRequest(String key, @Nullable String poolId, @Nullable String newPoolName) {
    this.key = key;
    this.poolId = poolId;
    this.newPoolName = newPoolName;
  }

  /** A copy, to be changed before anybody else sees it. */
  private RestoreRequest copy() {
    RestoreRequest copy = new RestoreRequest(key, poolId, newPoolName);
    copy.updateExisting = updateExisting;
    copy.passwords = passwords;
    copy.unconfirmed = unconfirmed;
    copy.arnRules = arnRules;
    copy.rewriteRules = rewriteRules;
    copy.identities = identities;
    copy.journal = journal;
    return copy;
  }

  /** An archive whose target is not yet chosen. */
  public static final class From {

    private final String key;

    private From(String key) {
      this.key = key;
    }

    /**
     * Restores into a pool that exists.
     *
     * @param poolId its id
     * @return the request
     */
    public RestoreRequest intoPool(String poolId) {
      if (poolId.isBlank()) {
        throw new IllegalArgumentException("the target pool's id is blank");
      }
      return request(key, poolId, null);
    }

    /**
     * Restores into a pool that the restore creates, or that an earlier, interrupted run of the
     * same request has created.
     *
     * @param name its name
     * @return the request
     */
    public RestoreRequest intoNewPool(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the new pool's name is blank");
      }
      return request(key, null, name);
    }

    private static RestoreRequest request(
        String key, @Nullable String poolId, @Nullable String newPoolName) {
      return new RestoreRequest(key, poolId, newPoolName);
    }
  }

  /**
   * Begins a request.
   *
   * @param key the archive's key, as the backup reported it
   * @return the first step of the request: choose the target
   */
  public static From of(String key) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("the archive's key is blank");
    }
    return new From(key);
  }

  /**
   * Lets the restore change what exists in the target and differs from the archive: resources, and
   * attributes, state and groups of users. Without it such things are kept and reported. Nothing is
   * ever deleted, and no existing user's password is touched.
   *
   * @return the changed copy
   */
  public RestoreRequest updateExisting() {
    RestoreRequest copy = copy();
    copy.updateExisting = true;
    return copy;
  }

  /**
   * Chooses the passwords of created users.
   *
   * @param strategy the strategy; {@link PasswordStrategy#RANDOM_PERMANENT} by default
   * @return the changed copy
   */
  public RestoreRequest passwords(PasswordStrategy strategy) {
    Objects.requireNonNull(strategy);
    RestoreRequest copy = copy();
    copy.passwords = strategy;
    return copy;
  }

  /**
   * Chooses what becomes of users who never confirmed their sign-up.
   *
   * @param choice the choice; {@link UnconfirmedUsers#CREATE} by default
   * @return the changed copy
   */
  public RestoreRequest unconfirmedUsers(UnconfirmedUsers choice) {
    Objects.requireNonNull(choice);
    RestoreRequest copy = copy();
    copy.unconfirmed = choice;
    return copy;
  }

  /**
   * Rewrites ARNs of the archive's resources that begin with a text, as a restore into another
   * account or Region needs it. Of several rules the longest that fits applies.
   *
   * @param from the beginning of the ARN in the archive, itself beginning with {@code arn:}
   * @param to what stands there instead
   * @return the changed copy
   */
  public RestoreRequest rewriteArns(String from, String to) {
    if (!from.startsWith("arn:") || !to.startsWith("arn:")) {
      throw new IllegalArgumentException(
          "an ARN rule must lead from arn:... to arn:..., but is "
              + PrintableText.of(from + " -> " + to));
    }
    Map<String, String> rules = new LinkedHashMap<>(arnRules);
    rules.put(from, to);
    RestoreRequest copy = copy();
    copy.arnRules = Map.copyOf(rules);
    return copy;
  }

  /**
   * Sets what becomes of the references that leave the pool: for a copy in another account or
   * Region, or beside the pool that was saved. A reference of the archive about which the rules do
   * not decide has the restore refused. {@link #rewriteArns} has no effect beside them.
   *
   * @param rules as {@link io.github.cognitobackup.Backuper#proposeRules} proposed them, and a
   *     person decided
   * @return the changed copy
   */
  public RestoreRequest rewrite(RewriteRules rules) {
    Objects.requireNonNull(rules, "rules");
    RestoreRequest copy = copy();
    copy.rewriteRules = rules;
    return copy;
  }

  /**
   * Asks for the old and new identity of every user, to correct the host's own records. The same
   * mapping is written, sealed, beside the archive.
   *
   * @param consumer called after the users were restored, by one thread
   * @return the changed copy
   */
  public RestoreRequest onIdentity(Consumer<IdentityMapping> consumer) {
    RestoreRequest copy = copy();
    copy.identities = consumer;
    return copy;
  }

  /**
   * Keeps the restore's journal and identity map in another storage than the archive's, for example
   * because that one is read-only.
   *
   * @param storage the storage; journal and identity map are sealed there if archives are. Beside
   *     plain archives give the {@code objects()} of a repository that seals, for the map names
   *     users
   * @return the changed copy
   */
  public RestoreRequest journalIn(Storage storage) {
    RestoreRequest copy = copy();
    copy.journal = storage;
    return copy;
  }

  /**
   * Returns the archive's key.
   *
   * @return the key
   */
  public String key() {
    return key;
  }

  /**
   * Returns the existing target pool.
   *
   * @return its id, or empty when a new pool is wanted
   */
  public Optional<String> poolId() {
    return Optional.ofNullable(poolId);
  }

  /**
   * Returns the name of the pool to be created.
   *
   * @return its name, or empty when an existing pool is the target
   */
  public Optional<String> newPoolName() {
    return Optional.ofNullable(newPoolName);
  }

  /**
   * Returns whether existing things may be changed.
   *
   * @return true after {@link #updateExisting()}
   */
  public boolean updatesExisting() {
    return updateExisting;
  }

  /**
   * Returns the choice of passwords.
   *
   * @return the strategy
   */
  public PasswordStrategy passwords() {
    return passwords;
  }

  /**
   * Returns what becomes of unconfirmed users.
   *
   * @return the choice
   */
  public UnconfirmedUsers unconfirmedUsers() {
    return unconfirmed;
  }

  /**
   * Returns the rules for ARNs.
   *
   * @return beginnings of ARNs and what stands there instead; unmodifiable
   */
  public Map<String, String> arnRules() {
    return arnRules;
  }

  /**
   * Returns what becomes of references.
   *
   * @return the rules, if there are any
   */
  public Optional<RewriteRules> rewriteRules() {
    return Optional.ofNullable(rewriteRules);
  }

  /**
   * Returns who wants the identities.
   *
   * @return the consumer, if any
   */
  public Optional<Consumer<IdentityMapping>> identityConsumer() {
    return Optional.ofNullable(identities);
  }

  /**
   * Returns where the journal goes.
   *
   * @return the storage, or empty for the archive's own
   */
  public Optional<Storage> journalStorage() {
    return Optional.ofNullable(journal);
  }
}
