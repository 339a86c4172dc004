package io.github.cognitobackup.emulator.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user to put into a pool as they are, past the rules of the operations: any status, any
 * attribute, linked identities.
 *
 * <pre>{@code
 * SeedUser.named("Google_1234").status("EXTERNAL_PROVIDER")
 *     .attribute("identities", "[{\"userId\":\"1234\",\"providerName\":\"Google\"}]")
 * }</pre>
 *
 * <p>Not thread-safe; a seed may be used for several pools.
 */
public final class SeedUser {

  private final String username;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private String status = "CONFIRMED";
  private boolean enabled = true;
  private @Nullable String password;

  private SeedUser(String username) {
    this.username = username;
  }

  /**
   * Starts a user who is CONFIRMED, enabled and has no password.
   *
   * @param username the name to store; in a pool with username attributes the e-mail address or
   *     phone number, and the stored name is the {@code sub}
   * @return the seed
   */
  public static SeedUser named(String username) {
    return new SeedUser(username);
  }

  /**
   * Sets the status.
   *
   * @param status for example {@code UNCONFIRMED}
   * @return this seed
   */
  public SeedUser status(String status) {
    this.status = status;
    return this;
  }

  /**
   * Makes the user disabled.
   *
   * @return this seed
   */
  public SeedUser disabled() {
    enabled = false;
    return this;
  }

  /**
   * Sets an attribute. {@code sub} sets the user's own, which is drawn at random otherwise.
   *
   * @param name the attribute's full name, such as {@code email} or {@code custom:tier}
   * @param value its value
   * @return this seed
   */
  public SeedUser attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  /**
   * Sets a permanent password.
   *
   * @param password the password; the policy is not asked
   * @return this seed
   */
  public SeedUser password(String password) {
    this.password = password;
    return this;
  }

  /**
   * Puts the user into a group, which is created when it is not there.
   *
   * @param group the group's name
   * @return this seed
   */
  public SeedUser group(String group) {
    groups.add(group);
    return this;
  }

  /**
   * The name to store.
   *
   * @return the name
   */
  public String username() {
    return username;
  }

  /**
   * The status.
   *
   * @return the status
   */
  public String status() {
    return status;
  }

  /**
   * Whether the user is enabled.
   *
   * @return true unless disabled
   */
  public boolean enabled() {
    return enabled;
  }

  /**
   * The attributes in the order they were given.
   *
   * @return a copy
   */
  public Map<String, String> attributes() {
    return new LinkedHashMap<>(attributes);
  }

  /**
   * The permanent password.
   *
   * @return the password, or null for none
   */
  public @Nullable String password() {
    return password;
  }

  /**
   * The groups in the order they were given.
   *
   * @return a copy
   */
  public Set<String> groups() {
    return new LinkedHashSet<>(groups);
  }
}
