package io.github.cognitobackup.emulator;

import io.github.cognitobackup.emulator.internal.cognito.CognitoService;
import io.github.cognitobackup.emulator.internal.cognito.SamplePool;
import io.github.cognitobackup.emulator.internal.cognito.Seeding;
import io.github.cognitobackup.emulator.internal.protocol.Front;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import io.github.cognitobackup.emulator.scenario.UserState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The user pools of an {@link Emulator}, from behind: filling them without HTTP, changing the
 * manner of the answers, and looking at what came of it.
 *
 * <p>Methods that take a pool id throw a {@link RuntimeException} when there is no such pool.
 * Thread-safe.
 */
public final class CognitoControl {

  private final CognitoService service;
  private final Seeding seeding;
  private final SamplePool samples;
  private final Front front;

  CognitoControl(CognitoService service, Front front) {
    this.service = service;
    this.seeding = service.seeding();
    this.samples = new SamplePool(service);
    this.front = front;
  }

  /** Forgets the pictures whose addresses answers give: whoever fetches one finds nothing. */
  public void forgetPictures() {
    front.images().clear();
  }

  /**
   * Creates an empty pool with default settings.
   *
   * @param name the pool's name
   * @param model how its users are named
   * @return the pool's id
   */
  public String createPool(String name, PoolModel model) {
    return samples.bare(name, model);
  }

  /**
   * Creates a pool with custom attributes, tags, MFA, clients with and without a secret, a resource
   * server, a Google and an OIDC provider, and groups; and generates users.
   *
   * @param name the pool's name
   * @param model how its users are named
   * @param users how many users
   * @param seed equal seeds give equal users
   * @return the pool's id
   */
  public String generatePool(String name, PoolModel model, int users, long seed) {
    String poolId = samples.furnished(name, model);
    generateUsers(poolId, users, seed);
    return poolId;
  }

  /**
   * Generates users as a grown pool has them: every status, disabled ones, names in many scripts,
   * odd and very long values; members of the pool's groups; federated and linked users where the
   * pool has a provider named {@code Google}.
   *
   * @param poolId the pool
   * @param count how many
   * @param seed equal seeds give equal users in equal pools, creation dates apart
   */
  public void generateUsers(String poolId, int count, long seed) {
    seeding.generate(poolId, count, seed);
  }

  /**
   * Puts a user as they are, past the rules of the operations.
   *
   * @param poolId the pool
   * @param user the user
   * @return the stored name
   * @throws IllegalArgumentException if the name or {@code sub} is taken
   */
  public String putUser(String poolId, SeedUser user) {
    return seeding.put(poolId, user);
  }

  /**
   * The ids of all pools.
   *
   * @return the ids, sorted
   */
  public List<String> poolIds() {
    return seeding.poolIds();
  }

  /**
   * Counts users.
   *
   * @param poolId the pool
   * @return their number
   */
  public int userCount(String poolId) {
    return seeding.count(poolId);
  }

  /**
   * Finds a user.
   *
   * @param poolId the pool
   * @param name the stored name, the {@code sub} or an active alias
   * @return the user, or empty
   */
  public Optional<UserState> findUser(String poolId, String name) {
    return seeding.find(poolId, name);
  }

  /**
   * Returns whether a password is the user's.
   *
   * @param poolId the pool
   * @param name the stored name, the {@code sub} or an active alias
   * @param password the password
   * @return true if it is
   */
  public boolean passwordMatches(String poolId, String name, String password) {
    return seeding.passwordMatches(poolId, name, password);
  }

  /**
   * Makes a pool one that has a replica, as ListUserPoolReplicas names it. The replica itself is
   * not served.
   *
   * @param poolId the pool
   * @param region the Region of the replica
   */
  public void replicate(String poolId, String region) {
    seeding.replicate(poolId, region);
  }

  /**
   * The messages that Cognito would have sent.
   *
   * @return the messages in their order
   */
  public List<SentMessage> messages() {
    return seeding.messages();
  }

  /**
   * The Lambda functions that Cognito would have called.
   *
   * @return the calls in their order
   */
  public List<TriggerCall> triggerCalls() {
    return seeding.triggers();
  }

  /** Forgets messages and calls of functions. */
  public void clearMessagesAndTriggerCalls() {
    seeding.clearOutbox();
  }

  /**
   * Switches on the request rates of a new account: per category, and 5 a second per operation and
   * pool where Cognito has such a limit. Each may be used up to one second ahead.
   */
  public void enforceQuotas() {
    enforceQuotas(1);
  }

  /**
   * Switches on multiplied request rates.
   *
   * @param scale 1 for those of a new account; 0 switches them off
   */
  public void enforceQuotas(double scale) {
    front.quotas().scale(scale);
  }

  /**
   * The most calls within any one second.
   *
   * @param category a quota category, such as {@code UserList}; {@code Unlisted} for operations
   *     that AWS lists in none
   * @return the number, throttled calls included
   */
  public int peakRate(String category) {
    return front.log().peak(category);
  }

  /**
   * How many calls were refused for their rate.
   *
   * @return the numbers by quota category
   */
  public Map<String, Long> throttledCalls() {
    return front.log().throttled();
  }

  /**
   * Makes pages shorter: the first page of any list has at most the first size, the next page of
   * any list the second, and so on in a cycle. A size of 0 makes an empty page with a token.
   *
   * @param sizes the sizes; none for full pages
   * @throws IllegalArgumentException if no size is above 0
   */
  public void pageSizes(int... sizes) {
    service.behaviour().pageSizes(sizes);
  }

  /**
   * Keeps new users out of ListUsers and ListUsersInGroup for a while, by the emulator's clock.
   *
   * @param lag zero for none
   */
  public void listLag(Duration lag) {
    service.behaviour().listLag(lag);
  }

  /**
   * Changes how ListUsers treats {@code sub ^= "..."}.
   *
   * @param manner SUPPORTED at first
   */
  public void subPrefixFilter(SubPrefixFilter manner) {
    service.behaviour().subPrefixFilter(manner);
  }

  /**
   * Changes what DescribeUserPool says of the number of users.
   *
   * @param estimate makes the told number of the real one
   */
  public void estimatedUsers(LongUnaryOperator estimate) {
    service.behaviour().estimate(estimate);
  }

  /** Leaves {@code EstimatedNumberOfUsers} out of DescribeUserPool. */
  public void omitEstimatedUsers() {
    service.behaviour().estimate(null);
  }
}
