package io.github.cognitobackup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The emulator {@code moto} of PyPI, which has Cognito, KMS and S3 in one server. */
final class Moto implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Running on (http://[\\w.:]+)");
  private static final Region REGION = Region.EU_WEST_1;

  private final Process process;
  private final URI endpoint;

  private Moto(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static boolean isInstalled() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("moto_server", "--help").start();
      version.getInputStream().readAllBytes();
      return version.waitFor(30, TimeUnit.SECONDS) && version.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts it with an empty memory, at a port of its choice. */
  static Moto start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", "0");
    builder.environment().put("PYTHONUNBUFFERED", "1");
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
        return new Moto(process, URI.create(ready.group(1)));
      }
    }
    throw new IOException("moto_server ended before it was ready");
  }

  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        REGION.id(),
        "AWS_ACCESS_KEY_ID",
        "any",
        "AWS_SECRET_ACCESS_KEY",
        "any",
        "AWS_ENDPOINT_URL",
        endpoint.toString());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
