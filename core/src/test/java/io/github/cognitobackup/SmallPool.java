package io.github.cognitobackup;

import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pool with a dozen users of every kind, whom one knows by name. */
final class SmallPool {

  /** The users whom a restore creates. */
  static final List<String> LOCAL =
      List.of(
          "confirmed",
          "member",
          "disabled",
          "temporary",
          "unconfirmed",
          "forgetful",
          "unverified",
          "linked",
          "twice-linked",
          "telephone",
          "disabled-temporary");

  /** The one whom it leaves to his next sign-in. */
  static final String FEDERATED = "Google_4711";

  private SmallPool() {}

  /** Furnishes a pool with clients, providers, groups and the users. */
  static String create(Emulator emulator, PoolModel model) {
    String pool = emulator.cognito().generatePool("customers", model, 0, 1);
    put(emulator, pool, user(model, "confirmed").attribute("custom:tier", "gold"));
    put(emulator, pool, user(model, "member").group("admins").group("読者").group("editors"));
    put(emulator, pool, user(model, "disabled").group("editors").disabled());
    put(emulator, pool, user(model, "temporary").status("FORCE_CHANGE_PASSWORD"));
    put(
        emulator,
        pool,
        user(model, "unconfirmed").status("UNCONFIRMED").attribute("email_verified", "false"));
    put(emulator, pool, user(model, "forgetful").status("RESET_REQUIRED"));
    put(emulator, pool, user(model, "unverified").attribute("email_verified", "false"));
    put(emulator, pool, user(model, "linked").attribute("identities", identities("0815")));
    put(
        emulator,
        pool,
        user(model, "twice-linked").attribute("identities", identities("0816", "0817")));
    put(
        emulator,
        pool,
        user(model, "telephone")
            .attribute("phone_number", "+4915112345678")
            .attribute("phone_number_verified", "true"));
    put(
        emulator,
        pool,
        user(model, "disabled-temporary").status("FORCE_CHANGE_PASSWORD").disabled());
    put(
        emulator,
        pool,
        SeedUser.named(FEDERATED)
            .status("EXTERNAL_PROVIDER")
            .attribute("email", "federated@example.com")
            .attribute("identities", identity("4711", true)));
    return pool;
  }

  /**
   * Gives a pool what belongs to its pages and to threat protection: a domain, and an app client
   * with a style, a logo, terms and rules of its own; and a place for its logs.
   *
   * @return the id of the client
   */
  static String furnish(TestBed bed, String pool, String domain) {
    String of = "{'ClientId':'" + client(bed, pool, "pages") + "',";
    bed.wire(pool, "UpdateUserPool", "{'UserPoolAddOns':{'AdvancedSecurityMode':'ENFORCED'}}");
    bed.wire(pool, "CreateUserPoolDomain", "{'Domain':'" + domain + "','ManagedLoginVersion':2}");
    bed.wire(
        pool,
        "CreateTerms",
        of
            + "'TermsName':'terms-of-use','TermsSource':'LINK','Enforcement':'NONE','Links':"
            + "{'cognito:default':'https://example.com/terms'}}");
    bed.wire(
        pool,
        "CreateManagedLoginBranding",
        of
            + "'Settings':{'components':{'pageText':{'lightMode':{'bodyColor':'414d5cff'}}}},"
            + "'Assets':[{'Category':'FAVICON_ICO','ColorMode':'LIGHT','Extension':'ICO','Bytes':'AAEC'}]}");
    bed.wire(pool, "SetUICustomization", "{'CSS':'.banner{}','ImageFile':'iVBORw0KGgo='}");
    bed.wire(pool, "SetUICustomization", of + "'CSS':'.label{}'}");
    bed.wire(
        pool,
        "SetRiskConfiguration",
        "{'CompromisedCredentialsRiskConfiguration':{'Actions':{'EventAction':'BLOCK'}}}");
    bed.wire(
        pool,
        "SetRiskConfiguration",
        of + "'RiskExceptionConfiguration':{'SkippedIPRangeList':['10.0.0.0/8']}}");
    bed.wire(
        pool,
        "SetLogDeliveryConfiguration",
        "{'LogConfigurations':[{'LogLevel':'ERROR','EventSource':'userNotification',"
            + "'CloudWatchLogsConfiguration':{'LogGroupArn':"
            + "'arn:aws:logs:eu-west-1:123456789012:log-group:cognito'}}]}");
    return of.substring(of.indexOf(":'") + 2, of.lastIndexOf('\''));
  }

  private static String client(TestBed bed, String pool, String name) {
    return bed.client
        .createUserPoolClient(r -> r.userPoolId(pool).clientName(name))
        .userPoolClient()
        .clientId();
  }

  /** The name that a user signs in with. */
  static String login(PoolModel model, String name) {
    return model == PoolModel.EMAIL ? name + "@example.com" : name;
  }

  /** A confirmed user with a verified address. */
  static SeedUser user(PoolModel model, String name) {
    return SeedUser.named(login(model, name))
        .attribute("email", name + "@example.com")
        .attribute("email_verified", "true")
        .attribute("name", "Name of " + name)
        .attribute("custom:tenant", "t-" + name);
  }

  /** What a restore gives back of each local user, by the name he signs in with. */
  static Map<String, Restorable> restorable(Emulator emulator, PoolModel model, String pool) {
    Map<String, Restorable> users = new TreeMap<>();
    for (String name : LOCAL) {
      find(emulator, model, pool, name).map(Restorable::of).ifPresent(u -> users.put(name, u));
    }
    return users;
  }

  /** Finds a user by the name that he signs in with. */
  static Optional<UserState> find(Emulator emulator, PoolModel model, String pool, String name) {
    return emulator.cognito().findUser(pool, login(model, name));
  }

  private static void put(Emulator emulator, String pool, SeedUser user) {
    emulator.cognito().putUser(pool, user.password("Former-passw0rd"));
  }

  private static String identities(String... subjects) {
    return "["
        + String.join(
            ",", List.of(subjects).stream().map(subject -> identity(subject, false)).toList())
        + "]";
  }

  static String identity(String subject, boolean primary) {
    String entry =
        "{\"userId\":\""
            + subject
            + "\",\"providerName\":\"Google\",\"providerType\":\"Google\",\"issuer\":null,"
            + "\"primary\":"
            + primary
            + ",\"dateCreated\":1594889658976}";
    return primary ? '[' + entry + ']' : entry;
  }

  /**
   * What comes back of a user.
   *
   * @param attributes without the one that bears dates; links are told by their subjects
   * @param links the subjects of linked identities
   * @param enabled whether he may sign in
   * @param pending whether he must choose a password first
   * @param groups his groups
   */
  record Restorable(
      Map<String, String> attributes,
      List<String> links,
      boolean enabled,
      boolean pending,
      List<String> groups) {

    static Restorable of(UserState user) {
      Map<String, String> attributes = new TreeMap<>(user.attributes());
      String identities = attributes.remove("identities");
      attributes.remove("email_verified", "false");
      boolean pending =
          user.status().equals("FORCE_CHANGE_PASSWORD") || user.status().equals("UNCONFIRMED");
      return new Restorable(
          attributes,
          identities == null ? List.of() : subjects(identities),
          user.enabled(),
          pending,
          user.groups());
    }

    private static List<String> subjects(String identities) {
      return java.util.regex.Pattern.compile("\"userId\":\"(\\d+)\"")
          .matcher(identities)
          .results()
          .map(result -> result.group(1))
          .sorted()
          .toList();
    }
  }
}
