package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the process is killed, and what others make of it. */
class LocalStorageCrashTest {

  @TempDir private Path root;

  @Test
  void showsWholeObjectsOnlyWhenItsProcessesAreKilled() throws Exception {
    int unused = killAndCheck(12);
  }

  @Test
  @Tag("long")
  void showsWholeObjectsOnlyWhenHundredsOfItsProcessesAreKilled() throws Exception {
    // where in a write a kill falls is chance; among hundreds some fall before the commit
    assertThat(killAndCheck(200)).as("files that the kills left for the next run").isPositive();
  }

  /** Kills processes at random moments; gives how many unfinished files they left in all. */
  private int killAndCheck(int rounds) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the moments of the kills: " + seed);
    Random random = new Random(seed);
    int leftovers = 0;
    for (int round = 0; round < rounds; round++) {
      List<String> confirmed = killAfter("run" + round, random.nextInt(40));
      leftovers += staged().size();
      Storage storage = LocalStorage.at(root);
      List<String> listed = new ArrayList<>();
      try (Stream<ObjectInfo> objects = storage.list("run" + round + "/")) {
        objects.map(ObjectInfo::key).forEach(listed::add);
      }
      assertThat(listed).containsAll(confirmed);
      for (String key : listed) {
        assertThat(read(storage, key)).as(key).isEqualTo(StorageProgram.contentOf(key));
      }
      storage.create("next").close();
      assertThat(staged()).isEmpty();
    }
    return leftovers;
  }

  /**
   * Lets a process write objects, kills it, and gives the keys whose commits it had seen return.
   */
  private List<String> killAfter(String folder, int objects) throws Exception {
    Process process = StorageProgram.start(List.of(), Map.of(), root, "write-for-ever", folder);
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      while (confirmed.size() <= objects) {
        confirmed.add(lines.readLine());
      }
      process
          .toHandle()
          .destroyForcibly(); // unlike Process.destroyForcibly leaves its output readable
      StorageProgram.end(process);
      StringWriter rest = new StringWriter();
      lines.transferTo(rest);
      // the very last line may have been cut by the kill
      String whole = rest.toString().substring(0, rest.toString().lastIndexOf('\n') + 1);
      whole.lines().forEach(confirmed::add);
    }
    return confirmed;
  }

  @Test
  void leavesTheFilesOfLivingProcessesAlone() throws Exception {
    Process other = StorageProgram.start(List.of(), Map.of(), root, "hold", "other/1");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("holding");
      Storage storage = LocalStorage.at(root);
      storage.create("mine").close();
      storage.create("mine").close();
      assertThat(staged()).hasSize(1);
      other.getOutputStream().write('\n');
      other.getOutputStream().flush();
      assertThat(StorageProgram.end(other)).isZero();
      assertThat(read(storage, "other/1")).containsExactly(1);
      assertThat(staged()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void removesWhatAKilledProcessLeft() throws Exception {
    Process other = StorageProgram.start(List.of(), Map.of(), root, "hold", "other/1");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("holding");
    } finally {
      StorageProgram.end(other.destroyForcibly());
    }
    assertThat(staged()).hasSize(1);
    try (Stream<ObjectInfo> objects = LocalStorage.at(root).list("")) {
      assertThat(objects).isEmpty();
    }
    LocalStorage.at(root).create("mine").close();
    assertThat(staged()).isEmpty();
  }

  private List<Path> staged() throws IOException {
    Path folder = root.resolve(Staging.FOLDER);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static byte[] read(Storage storage, String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    }
  }
}
