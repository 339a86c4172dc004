package io.github.cognitobackup.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The emulator as a program of its own. */
final class EmulatorMain {

  private static final String USAGE =
      """
      Usage: java -jar cognito-backup-emulator-VERSION-all.jar [options]
        --port N         port on 127.0.0.1 (9229); 0 for any that is free
        --users N        generated users in each pool (0)
        --pools N        generated pools (1): plain, alias and e-mail user names in turn
        --seed N         equal seeds give equal users (1)
        --region NAME    Region in pool ids and ARNs (eu-west-1)
        --quotas         enforce the request rates of a new account
        --latency-ms N   least duration of every call (0)
        --json           describe what was started in one line of JSON
        --help           show this text
      """;

  private static final List<PoolModel> MODELS =
      List.of(PoolModel.PLAIN, PoolModel.ALIAS, PoolModel.EMAIL);

  private EmulatorMain() {}

  /** Starts, says where, and answers until the process is told to end. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    EmulatorOptions options;
    try {
      options = EmulatorOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    if (options.help()) {
      out.print(USAGE);
      return;
    }
    Emulator emulator;
    try {
      emulator =
          Emulator.builder().port(options.port()).region(options.region()).defaultKey().build();
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "cognito-emulator-stop"));
    List<String> poolIds = new ArrayList<>();
    for (int i = 0; i < options.pools(); i++) {
      PoolModel model = MODELS.get(i % MODELS.size());
      String name = "sample-" + (i + 1);
      poolIds.add(
          emulator.cognito().generatePool(name, model, options.users(), options.seed() + i));
    }
    if (options.quotas()) {
      emulator.cognito().enforceQuotas();
    }
    emulator.latency(Duration.ofMillis(options.latencyMillis()));
    describe(emulator, poolIds, options, out);
    new CountDownLatch(1).await();
  }

  private static void describe(
      Emulator emulator, List<String> poolIds, EmulatorOptions options, PrintStream out) {
    String keyArn = emulator.kms().keyArn(Emulator.DEFAULT_KEY_ALIAS);
    if (options.json()) {
      ObjectNode json = Json.object();
      json.put("endpoint", emulator.endpoint().toString()).put("region", emulator.region());
      json.set("poolIds", Json.texts(poolIds));
      json.put("keyArn", keyArn).put("keyAlias", Emulator.DEFAULT_KEY_ALIAS);
      out.println(json);
      return;
    }
    out.println("endpoint  " + emulator.endpoint());
    out.println("region    " + emulator.region());
    poolIds.forEach(id -> out.println("pool      " + id));
    out.println("key       " + keyArn + " (" + Emulator.DEFAULT_KEY_ALIAS + ")");
  }
}
