package io.github.cognitobackup.emulator;

import io.github.cognitobackup.emulator.internal.cognito.CognitoService;
import io.github.cognitobackup.emulator.internal.kms.KmsService;
import io.github.cognitobackup.emulator.internal.protocol.Front;
import io.github.cognitobackup.emulator.internal.protocol.HttpServer;
import io.github.cognitobackup.emulator.internal.protocol.Images;
import io.github.cognitobackup.emulator.scenario.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A running endpoint that answers clients of Amazon Cognito user pools and of AWS KMS.
 *
 * <p>It checks no signatures: any credentials will do. It keeps everything in memory and forgets it
 * when closed. It sends no messages, calls no functions, and signs nobody in; what it would have
 * sent and called can be read from {@link #cognito()}.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.builder().build()) {
 *   CognitoIdentityProviderClient client =
 *       CognitoIdentityProviderClient.builder()
 *           .endpointOverride(emulator.endpoint())
 *           .region(Region.of(emulator.region()))
 *           .credentialsProvider(...)
 *           .build();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Emulator implements AutoCloseable {

  /** The alias of the key that {@link Builder#defaultKey()} asks for. */
  public static final String DEFAULT_KEY_ALIAS = "alias/cognito-backup-key";

  private final String region;
  private final String host;
  private final Front front;
  private final HttpServer server;
  private final CognitoControl cognito;
  private final KmsControl kms;

  private Emulator(Builder builder) {
    region = builder.region;
    host = builder.address.getHostAddress();
    Images images = new Images();
    CognitoService cognitoService =
        new CognitoService(builder.region, builder.accountId, builder.clock, images);
    KmsService kmsService = new KmsService(builder.region, builder.accountId, builder.clock);
    front = new Front(List.of(cognitoService, kmsService), images);
    cognito = new CognitoControl(cognitoService, front);
    kms = new KmsControl(kmsService);
    if (builder.defaultKey) {
      kms.alias(DEFAULT_KEY_ALIAS, kms.createKey());
    }
    try {
      server = new HttpServer(front, builder.address, builder.port);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + host + ":" + builder.port + "; is the port in use?", e);
    }
    images.base(endpoint().toString());
  }

  /**
   * Starts to describe an emulator.
   *
   * @return a builder with the defaults that its methods name
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where clients find both services.
   *
   * @return an http address, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL}
   */
  public URI endpoint() {
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
  }

  /**
   * The Region whose name stands in pool ids and ARNs.
   *
   * @return the Region
   */
  public String region() {
    return region;
  }

  /**
   * The pools.
   *
   * @return how to fill them and look into them
   */
  public CognitoControl cognito() {
    return cognito;
  }

  /**
   * The keys.
   *
   * @return how to make them and change their state
   */
  public KmsControl kms() {
    return kms;
  }

  /**
   * Makes calls go wrong from now on.
   *
   * @param faults rules, added to those that are there
   */
  public void inject(Fault... faults) {
    for (Fault fault : faults) {
      front.faults().add(fault);
    }
  }

  /** Removes all injected rules. */
  public void clearFaults() {
    front.faults().clear();
  }

  /**
   * How many calls were hit by an injected rule.
   *
   * @return the number since the start
   */
  public long faultsApplied() {
    return front.faults().applied();
  }

  /**
   * Makes every call take at least this long.
   *
   * @param latency zero at first
   */
  public void latency(Duration latency) {
    front.latency(latency);
  }

  /**
   * How often each operation was called, each attempt of a client counted, the refused ones too.
   *
   * @return the numbers under the operations' names on the wire
   */
  public Map<String, Long> calls() {
    return front.log().calls();
  }

  /**
   * How often one operation was called.
   *
   * @param operation its name on the wire
   * @return the number, 0 when it was not called
   */
  public long calls(String operation) {
    return calls().getOrDefault(operation, 0L);
  }

  /** Starts counting calls, peak rates and throttled calls anew. */
  public void clearCalls() {
    front.log().clear();
  }

  /** Stops listening and drops every connection. */
  @Override
  public void close() {
    server.close();
  }

  /** Describes an emulator. Not thread-safe. */
  public static final class Builder {

    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private String region = "eu-west-1";
    private String accountId = "123456789012";
    private Clock clock = Clock.systemUTC();
    private boolean defaultKey;

    private Builder() {}

    /**
     * The address to listen on. Anyone who can reach it can read everything, so the default is the
     * loopback address.
     *
     * @param address the address
     * @return this builder
     */
    public Builder address(InetAddress address) {
      this.address = address;
      return this;
    }

    /**
     * The port to listen on; 0, the default, for any that is free.
     *
     * @param port the port
     * @return this builder
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port lies between 0 and 65535: " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * The Region in pool ids and ARNs; {@code eu-west-1} by default.
     *
     * @param region the Region
     * @return this builder
     */
    public Builder region(String region) {
      this.region = region;
      return this;
    }

    /**
     * The account in ARNs; {@code 123456789012} by default.
     *
     * @param accountId twelve digits
     * @return this builder
     */
    public Builder accountId(String accountId) {
      if (!accountId.matches("\\d{12}")) {
        throw new IllegalArgumentException("an account id has twelve digits: " + accountId);
      }
      this.accountId = accountId;
      return this;
    }

    /**
     * The clock behind all dates and the lifetime of tokens. Rates and latency follow the real
     * time.
     *
     * @param clock the system's by default
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Has a key in KMS from the start, under {@link #DEFAULT_KEY_ALIAS}.
     *
     * @return this builder
     */
    public Builder defaultKey() {
      this.defaultKey = true;
      return this;
    }

    /**
     * Starts the emulator.
     *
     * @return the emulator, listening
     * @throws UncheckedIOException if the port cannot be had
     */
    public Emulator build() {
      return new Emulator(this);
    }
  }
}
