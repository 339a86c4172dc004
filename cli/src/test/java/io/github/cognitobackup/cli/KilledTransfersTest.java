package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** The program killed with SIGKILL while it seals archives and moves them to another key. */
class KilledTransfersTest {

  private static final int ARCHIVES = 25;

  private static final String POOL = "eu-west-1_AbCdEfGhI";

  @TempDir private static Path work;

  private static EmulatedAws aws;
  private static KmsClient kms;
  private static final Map<Instant, byte[]> PLAIN = new TreeMap<>();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @BeforeAll
  static void writeArchives() throws IOException {
    aws = new EmulatedAws();
    kms = KmsClient.create();
    for (int i = 0; i < ARCHIVES; i++) {
      PLAIN.put(time(i), archiveOf(time(i)));
    }
  }

  private static Instant time(int number) {
    return Instant.parse("2026-11-23T10:15:30.123Z").plus(Duration.ofDays(number));
  }

  private static byte[] archiveOf(Instant time) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter archive = ArchiveWriter.to(out, ArchiveHeader.of(POOL, time))) {
      archive.resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
      for (int i = 0; i < 2000; i++) {
        archive.user(
            JsonNodeFactory.instance
                .objectNode()
                .put("Username", UUID.randomUUID().toString())
                .put("UserStatus", "CONFIRMED"));
      }
      archive.finish();
    }
    return out.toByteArray();
  }

  @AfterAll
  static void close() {
    kms.close();
    aws.close();
  }

  private static String uri(Path folder) {
    return folder.toUri().toString();
  }

  @Test
  void losesNothing() throws Exception {
    assertThat(killAgainAndAgain(3)).isPositive();
  }

  @Test
  @Tag("long") // a process for each kill
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void losesNothingInAHundredKills() throws Exception {
    System.out.println("seed of the moments of the kills: " + seed);
    assertThat(killAgainAndAgain(100)).isGreaterThan(50);
  }

  /** Kills both commands so often each; gives how many of the kills struck the work midway. */
  private int killAgainAndAgain(int kills) throws Exception {
    int struck = 0;
    int migrations = 0;
    int rewraps = 0;
    for (int round = 0; migrations < kills || rewraps < kills; round++) {
      Path folder = work.resolve("killed-" + kills + "-" + round);
      fill(folder);
      String other = aws.emulator().kms().createKey();
      List<String> migrate =
          List.of("migrate", "--storage", uri(folder), "--kms-key-id", EmulatedAws.KEY, "--all");
      List<String> rewrap =
          List.of(
              "rewrap",
              "--storage",
              uri(folder),
              "--kms-key-id",
              other,
              "--from-key-id",
              EmulatedAws.KEY,
              "--all");
      boolean whole = false;
      while (!whole && migrations < kills) {
        whole = runAndKill(migrate);
        migrations++;
        struck += whole ? 0 : 1;
        assertNothingLost(folder, other);
      }
      Ran.of(migrate.toArray(String[]::new)).exits(0);
      assertThat(archives(folder)).hasSize(ARCHIVES).allMatch(key -> key.endsWith("Z.tar.gz.enc"));
      whole = false;
      while (!whole && rewraps < kills) {
        whole = runAndKill(rewrap);
        rewraps++;
        struck += whole ? 0 : 1;
        assertNothingLost(folder, other);
      }
      Ran.of(rewrap.toArray(String[]::new)).exits(0);
      assertThat(archives(folder))
          .hasSize(ARCHIVES)
          .allMatch(key -> key.endsWith("Z.r2.tar.gz.enc"));
      assertNothingLost(folder, other);
      try (Stream<ObjectInfo> all = LocalStorage.at(folder).list("")) {
        assertThat(all.map(ObjectInfo::key))
            .as("archives and their receipts, and nothing that a kill left")
            .allMatch(key -> key.endsWith(".r2.tar.gz.enc") || key.endsWith(".r2.tar.gz.enc.json"));
      }
    }
    return struck;
  }

  private static void fill(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(POOL));
    for (Map.Entry<Instant, byte[]> archive : PLAIN.entrySet()) {
      ArchiveKey key = new ArchiveKey(POOL, archive.getKey(), 1, false);
      Files.write(folder.resolve(key.toString()), archive.getValue());
    }
  }

  /** Kills the command soon after one of its archives; tells whether it had ended before. */
  private boolean runAndKill(List<String> command) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(aws.environment());
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int lines = random.nextInt(ARCHIVES);
      for (int i = 0; i < lines && out.readLine() != null; i++) {
        // one archive is done
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
      process.toHandle().destroyForcibly();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
  }

  private static Set<String> archives(Path folder) {
    try (Stream<ObjectInfo> objects = LocalStorage.at(folder).list("")) {
      TreeSet<String> keys = new TreeSet<>();
      objects
          .map(ObjectInfo::key)
          .filter(key -> ArchiveKey.parse(key).isPresent())
          .forEach(keys::add);
      return keys;
    }
  }

  /** Each archive is there, and every form of it that is there holds what it should. */
  private static void assertNothingLost(Path folder, String other) throws IOException {
    Storage storage = LocalStorage.at(folder);
    KmsEncryptor encryptor =
        KmsEncryptor.builder()
            .client(kms)
            .keyId(EmulatedAws.KEY)
            .decryptKeyIds(List.of(other))
            .build();
    Storage sealed =
        ArchiveRepository.builder().storage(storage).encryptor(encryptor).build().objects();
    TreeSet<Instant> found = new TreeSet<>();
    for (String key : archives(folder)) {
      ArchiveKey archive = ArchiveKey.parse(key).orElseThrow();
      found.add(archive.created());
      try (StoredObject object = (archive.sealed() ? sealed : storage).open(key);
          InputStream in = object.openStream()) {
        assertThat(in.readAllBytes()).as(key).isEqualTo(PLAIN.get(archive.created()));
      }
    }
    assertThat(found).hasSize(ARCHIVES);
  }
}
