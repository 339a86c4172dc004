package io.github.cognitobackup;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.foreign.ForeignBackupReader;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.CognitoSdk;
import io.github.cognitobackup.internal.cognito.Patience;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.event.GuardedListener;
import io.github.cognitobackup.internal.restore.Restorer;
import io.github.cognitobackup.internal.saving.BackupRun;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.OpenedArchive;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.FederatedReport;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Backs up Amazon Cognito user pools into archives of a storage, and restores them.
 *
 * <pre>{@code
 * Backuper backuper = Backuper.builder()
 *     .cognito(cognito)
 *     .storage(storage)
 *     .encryptor(encryptor)
 *     .build();
 * BackupReport report = backuper.backup("eu-west-1_AbCdEfGhI");
 * }</pre>
 *
 * <p>What it cannot do, because Cognito does not let anybody: bring back passwords, {@code sub}
 * values, TOTP secrets, passkeys, remembered devices, sessions and the dates of users.
 *
 * <p>All calls block. Thread-safe; interrupting the calling thread stops the work cleanly with a
 * {@link io.github.cognitobackup.error.WorkInterruptedException}. Clients and storage are the
 * caller's, who closes them.
 */
public final class Backuper {

  private final CognitoIdentityProviderClient cognito;
  private final ArchiveRepository repository;
  private final QuotaGate gate;
  private final Patience patience;
  private final BackupListener listener;
  private final boolean leaveOutSecrets;
  private final boolean secondFactors;
  private final Function<String, Optional<String>> webAcls;

  private Backuper(
      Builder builder, CognitoIdentityProviderClient cognito, ArchiveRepository repository) {
    this.cognito = cognito;
    this.repository = repository;
    this.gate = builder.gate;
    this.patience = Patience.of(builder.patience, builder.pauses);
    this.listener = new GuardedListener(builder.listener);
    this.leaveOutSecrets = !repository.sealed() && !builder.includeSecrets;
    this.secondFactors = builder.secondFactors;
    this.webAcls = builder.webAcls;
  }

  /**
   * Begins a backuper.
   *
   * @return a builder, which checks what it is given at the call that is wrong
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Backs a pool up into a new archive. Nothing is listed in the storage before the archive is
   * complete. Beside it goes a receipt, for {@link #list()} and retention; where it cannot be
   * written, the report says so.
   *
   * <p>The number of users is compared with what the receipts of earlier archives of the pool tell.
   * An archive with far fewer is written all the same, and marked as suspicious in report and
   * receipt, so that no retention deletes older ones for it. Receipts prove nothing, so none of
   * them speaks against a warning: where one shows a loss, a newer archive of as few users that is
   * not suspicious is opened, and only that removes it.
   *
   * @param userPoolId the pool's id
   * @return what was written; its outcome is PARTIAL when a resource could not be read
   * @throws io.github.cognitobackup.pool.PoolUnreadableException when the pool itself, its groups,
   *     users or memberships cannot be read
   * @throws io.github.cognitobackup.error.ArchiveUnwritableException when what was written cannot
   *     be read again: it is checked as {@link #verify} would, before it is sealed
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   * @throws StorageUnavailableException when the storage refuses
   */
  public BackupReport backup(String userPoolId) {
    return new BackupReport(
        new BackupRun(repository, listener, leaveOutSecrets, secondFactors, webAcls)
            .run(pool(userPoolId)));
  }

  /**
   * Returns the archives that this backuper writes and reads.
   *
   * @return the repository, for all that needs no Cognito
   */
  public ArchiveRepository repository() {
    return repository;
  }

  /**
   * Reads an archive whole and checks every byte of it; writes nothing.
   *
   * @param key the archive's key
   * @return what the archive holds
   * @throws io.github.cognitobackup.error.CognitoBackupException as {@link
   *     ArchiveRepository#open(String)}
   */
  public VerifyReport verify(String key) {
    return repository.verify(key);
  }

  /**
   * Writes the documents of an archive into a folder: {@link ArchiveRepository#extract}.
   *
   * @param key the archive's key
   * @param directory the folder, which is made and must be empty if it exists
   * @return what the archive holds
   * @throws StorageUnavailableException when the folder is not empty or cannot be written; and as
   *     {@link #verify(String)}
   */
  public VerifyReport extract(String key, Path directory) {
    return repository.extract(key, directory);
  }

  /**
   * Verifies all archives and records it in their receipts: {@link ArchiveRepository#verifyAll()}.
   *
   * @return the archives, which the caller closes
   * @throws StorageUnavailableException when the storage cannot be listed (also from the stream)
   */
  public Stream<ArchiveCheck> verifyAll() {
    return repository.verifyAll();
  }

  /**
   * Verifies all archives of one pool: {@link ArchiveRepository#verifyAll(String)}.
   *
   * @param userPoolId the pool's id
   * @return the archives, which the caller closes
   * @throws IllegalArgumentException when it cannot be the id of a pool
   * @throws StorageUnavailableException when the storage cannot be listed (also from the stream)
   */
  public Stream<ArchiveCheck> verifyAll(String userPoolId) {
    return repository.verifyAll(userPoolId);
  }

  /**
   * Verifies one archive and records it: {@link ArchiveRepository#verifyAndRecord}.
   *
   * @param key the archive's key
   * @return how it fared
   * @throws IllegalArgumentException when it is not a key as a backup makes it
   * @throws StorageUnavailableException when the receipts of the pool cannot be read
   */
  public ArchiveCheck verifyAndRecord(String key) {
    return repository.verifyAndRecord(key);
  }

  /**
   * Lists the backups of the storage, of all pools and newest first: {@link
   * ArchiveRepository#list()}.
   *
   * @return a stream, which the caller closes
   * @throws StorageUnavailableException when the storage refuses (also from the stream)
   */
  public Stream<CatalogueEntry> list() {
    return repository.list();
  }

  /**
   * Returns what a restore would do; changes nothing.
   *
   * @param request the restore
   * @return the plan
   * @throws io.github.cognitobackup.restore.RestoreRefusedException when a guard would refuse it
   * @throws io.github.cognitobackup.pool.PoolUnreadableException when the target cannot be read;
   *     and as {@link #verify(String)}
   */
  public RestorePlan plan(RestoreRequest request) {
    return plan(request, change -> {});
  }

  /**
   * Returns what a restore would do, and of every single user; changes nothing.
   *
   * @param request the restore
   * @param users takes the change of every user, in the order of the archive, by the calling thread
   * @return the plan
   */
  public RestorePlan plan(RestoreRequest request, Consumer<UserChange> users) {
    try (OpenedArchive archive = repository.open(request.key())) {
      return restorer().plan(request, archive.snapshot(), users);
    }
  }

  /**
   * Counts the users of identity providers whom {@link #finishFederated} would finish; changes
   * nothing.
   *
   * @param key the archive's key
   * @param userPoolId the pool into which the archive was restored
   * @return how many have signed in since, and how many of them lack something
   * @throws io.github.cognitobackup.error.CognitoBackupException as {@link #restore}
   */
  public FederatedReport planFederated(String key, String userPoolId) {
    RestoreRequest request = RestoreRequest.of(key).intoPool(userPoolId);
    try (OpenedArchive archive = repository.open(key)) {
      return restorer().planFederated(request, archive.snapshot());
    }
  }

  /**
   * Gives users of identity providers what no restore could: they come back at their next sign-in,
   * and those who have get their groups, their links and, where the archive has them disabled, that
   * flag. To be called again, as more of them sign in; doing it twice does no harm. Nobody is
   * enabled, nobody leaves a group, and no attribute is changed.
   *
   * @param key the archive's key
   * @param userPoolId the pool into which the archive was restored
   * @return what was done
   * @throws io.github.cognitobackup.error.CognitoBackupException as {@link #restore}
   */
  public FederatedReport finishFederated(String key, String userPoolId) {
    RestoreRequest request = RestoreRequest.of(key).intoPool(userPoolId);
    try (OpenedArchive archive = repository.open(key)) {
      return restorer().finishFederated(request, archive.snapshot());
    }
  }

  /**
   * Finds what leaves the pool in an archive, and proposes what becomes of it in another account or
   * Region; changes nothing. What cannot be known is left undecided, such as a domain, which one
   * pool in the world can have.
   *
   * @param key the archive's key
   * @param targetAccount the account of the new pool, twelve digits; empty where it is not known,
   *     which leaves undecided what belongs to the account of the archive
   * @return the rules, for a person to review
   * @throws io.github.cognitobackup.error.CognitoBackupException as {@link #verify(String)}
   */
  public RewriteRules proposeRules(String key, Optional<String> targetAccount) {
    try (OpenedArchive archive = repository.open(key)) {
      return restorer().proposeRules(archive.snapshot(), targetAccount);
    }
  }

  /**
   * Restores an archive, and compares archive and pool afterwards.
   *
   * <p>The whole archive is authenticated before the first write. No message is sent to any user.
   * Killed at any moment and run again with the same request, it ends in the same state as one
   * undisturbed run: it keeps a journal beside the archive. What fails singly is reported and does
   * not stop the rest.
   *
   * @param request the restore
   * @return what was done and how archive and pool compare
   * @throws io.github.cognitobackup.restore.RestoreRefusedException when a guard refuses: nothing
   *     was changed
   * @throws io.github.cognitobackup.pool.PoolUnwritableException when the pool cannot be created
   * @throws io.github.cognitobackup.pool.PoolUnreadableException when the target cannot be read;
   *     and as {@link #verify(String)}
   */
  public RestoreReport restore(RestoreRequest request) {
    try (OpenedArchive archive = repository.open(request.key())) {
      return restorer().restore(request, archive.snapshot());
    }
  }

  private Restorer restorer() {
    return new Restorer(calls(), repository, listener);
  }

  private CognitoCalls calls() {
    return new CognitoCalls(cognito, gate, patience, listener);
  }

  private Pool pool(String id) {
    return new Pool(calls(), id);
  }

  /** Collects what a backuper needs. Not thread-safe. */
  public static final class Builder {

    private @Nullable CognitoIdentityProviderClient cognito;
    private final ArchiveRepository.Builder own = ArchiveRepository.builder();
    private @Nullable ArchiveRepository repository;
    private @Nullable String ownSetting;
    private boolean plaintext;
    private boolean includeSecrets;
    private QuotaGate gate = QuotaGate.ofDefaults();
    private Duration patience = Patience.DEFAULT;
    private Patience.Sleeper pauses = Patience.Sleeper.REAL;
    private BackupListener listener = new BackupListener() {};
    private boolean secondFactors;
    private Function<String, Optional<String>> webAcls = pool -> Optional.empty();

    private Builder() {}

    private ArchiveRepository.Builder own(String setting) {
      ownSetting = setting;
      return own;
    }

    /**
     * Sets the client of Amazon Cognito. Its own retries are not used.
     *
     * @param client the client, which stays the caller's
     * @return this builder
     */
    public Builder cognito(CognitoIdentityProviderClient client) {
      this.cognito = Objects.requireNonNull(client, "cognito");
      return this;
    }

    /**
     * Has backups ask for the second factors of each user, by {@code AdminGetUser}: Cognito bills
     * each as active in that month, and 120 of them a second are the account's quota, which
     * sign-ins use too. A restore sets SMS and e-mail again either way where an archive names them;
     * a listing names SMS alone.
     *
     * @return this builder
     */
    public Builder secondFactors() {
      this.secondFactors = true;
      return this;
    }

    /**
     * Sets how a backup finds the web ACL of AWS WAF that protects a pool. Cognito does not know
     * it, and AWS WAF has a client of its own, whose {@code GetWebACLForResource} does. The archive
     * holds the answer as information; a restore names it and associates nothing.
     *
     * @param webAcls takes the ARN of a user pool and gives that of its web ACL, or empty; what it
     *     throws ends the backup
     * @return this builder
     */
    public Builder webAcls(Function<String, Optional<String>> webAcls) {
      this.webAcls = Objects.requireNonNull(webAcls, "webAcls");
      return this;
    }

    /**
     * Sets the repository of archives, in place of {@link #storage}, {@link #encryptor} and what
     * else says how archives are kept.
     *
     * @param repository the repository
     * @return this builder
     */
    public Builder repository(ArchiveRepository repository) {
      this.repository = Objects.requireNonNull(repository, "repository");
      return this;
    }

    /**
     * Sets where archives live.
     *
     * @param storage the storage
     * @return this builder
     */
    public Builder storage(Storage storage) {
      own("storage").storage(storage);
      return this;
    }

    /**
     * Seals archives, and what restores keep beside them.
     *
     * @param encryptor makes and unwraps the data keys
     * @return this builder
     * @throws IllegalArgumentException when plaintext was asked for
     */
    public Builder encryptor(Encryptor encryptor) {
      own("encryptor").encryptor(encryptor);
      return this;
    }

    /**
     * Writes archives in plain text. They leave out the secrets of app clients and identity
     * providers, and name what they left out.
     *
     * @return this builder
     * @throws IllegalArgumentException when an encryptor was given
     */
    public Builder insecurePlaintext() {
      own("insecurePlaintext").insecurePlaintext();
      this.plaintext = true;
      return this;
    }

    /**
     * Writes also the secrets of app clients and identity providers into plaintext archives.
     *
     * @return this builder
     * @throws IllegalArgumentException unless {@link #insecurePlaintext()} was called before, or a
     *     {@link #repository} given that does not seal
     */
    public Builder insecureIncludeSecrets() {
      if (!plaintext && (repository == null || repository.sealed())) {
        throw new IllegalArgumentException(
            "insecureIncludeSecrets() is for plaintext archives: call insecurePlaintext() before;"
                + " a sealed archive holds the secrets anyway");
      }
      this.includeSecrets = true;
      return this;
    }

    /**
     * Reads also plain archives though an encryptor is given. Whoever can write to the storage
     * could then put an archive of their own there.
     *
     * @return this builder
     */
    public Builder acceptPlaintext() {
      own("acceptPlaintext").acceptPlaintext();
      return this;
    }

    /**
     * Reads also foreign backups: the files of other tools, which have no digests and no counts and
     * so cannot prove that they are whole or unchanged. {@link VerifyReport#unverifiable()} tells
     * what could be found out. Plain ones beside an encryptor need {@link #acceptPlaintext()} too.
     *
     * @return this builder
     * @see ForeignBackupReader
     */
    public Builder acceptUnverifiable() {
      own("acceptUnverifiable").acceptUnverifiable();
      return this;
    }

    /**
     * Sets the pace of calls to Cognito; one half of the quotas that sign-ins use, by default.
     *
     * @param gate a gate; share it between the backupers of one account and Region
     * @return this builder
     */
    public Builder pacing(QuotaGate gate) {
      this.gate = Objects.requireNonNull(gate, "pacing");
      return this;
    }

    /**
     * Sets how long a single call to Cognito is repeated while it is refused for its rate. Then the
     * work ends with a {@link io.github.cognitobackup.error.ThrottledException}; a call that is
     * answered in between begins anew. {@link BackupListener#onThrottled(String, long)} tells of
     * every refusal at once.
     *
     * @param limit the time from the first refusal of a call; 10 minutes by default
     * @return this builder
     * @throws IllegalArgumentException when it is negative
     */
    public Builder patience(Duration limit) {
      if (limit.isNegative()) {
        throw new IllegalArgumentException("patience is " + limit + ", must not be negative");
      }
      this.patience = limit;
      return this;
    }

    /** Sets how a pause passes; a test's are shorter. */
    Builder pauses(Patience.Sleeper sleeper) {
      this.pauses = sleeper;
      return this;
    }

    /**
     * Sets who is told of the progress.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(BackupListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Sets the bounds within which an archive is read; a backup beyond them fails.
     *
     * @param limits the bounds
     * @return this builder
     */
    public Builder readLimits(ReadLimits limits) {
      own("readLimits").readLimits(limits);
      return this;
    }

    /**
     * Sets the clock that names archives.
     *
     * @param clock the clock; the system's by default
     * @return this builder
     */
    public Builder clock(Clock clock) {
      own("clock").clock(clock);
      return this;
    }

    /**
     * Sets how many users fewer than before make an archive suspicious.
     *
     * @param share the share of the earlier archive's users: 0.2, the default, for one fifth; 1 to
     *     compare nothing, so that an archive of few users becomes the measure of later ones
     * @return this builder
     * @throws IllegalArgumentException unless it is from 0 to 1
     */
    public Builder shrinkLimit(double share) {
      own("shrinkLimit").shrinkLimit(share);
      return this;
    }

    /**
     * Builds the backuper.
     *
     * @return the backuper
     * @throws IllegalStateException when the client or the storage is missing, or neither an
     *     encryptor was given nor plaintext asked for; or when a {@link #repository} was given and
     *     something else that says how archives are kept
     * @throws io.github.cognitobackup.error.UnsupportedSdkException when the AWS SDK on the class
     *     path is older than the oldest that will do
     */
    public Backuper build() {
      CognitoSdk.check();
      if (cognito == null) {
        throw new IllegalStateException("no Cognito client: call cognito(...)");
      }
      if (repository != null && ownSetting != null) {
        throw new IllegalStateException(
            "repository(...) and "
                + ownSetting
                + "(...) both say how archives are kept: set it on the repository's builder");
      }
      return new Backuper(this, cognito, repository == null ? own.build() : repository);
    }
  }
}
