package io.github.cognitobackup.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Full, read-only and forbidden file systems, and a locale that knows ASCII only. */
@EnabledOnOs(OS.LINUX)
class LocalStorageEnvironmentTest {

  private static final List<String> NAMESPACE = List.of("unshare", "--map-root-user", "--mount");

  @TempDir private Path root;

  @Test
  void saysThatThereIsNoSpaceLeftAndKeepsWhatWasCommitted() throws Exception {
    String output = mounted("mount -t tmpfs -o size=1m none \"$0\"", "fill");
    assertThat(output).startsWith("permanent: cannot write ").contains("no space left");
    // 1 MiB takes ten objects at most; each listed one is whole, and no half one is listed
    assertThat(output.lines().skip(1)).hasSizeBetween(5, 10).allMatch(l -> l.endsWith(" 100000"));
  }

  @Test
  void saysThatTheFileSystemIsReadOnly() throws Exception {
    String output =
        mounted("mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\"", "fill");
    assertThat(output).startsWith("permanent: cannot write ").contains("read-only");
  }

  private String mounted(String mount, String command) throws Exception {
    assumeTrue(succeeds(List.of("unshare", "--map-root-user", "--mount", "true")), "no namespaces");
    List<String> wrapper =
        Stream.concat(
                NAMESPACE.stream(),
                Stream.of("sh", "-c", mount + " && exec \"$@\"", root.toString()))
            .toList();
    return StorageProgram.run(wrapper, Map.of(), root, command);
  }

  @Test
  void namesTheFolderAndTheRightThatIsMissingToWrite() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-x------"));
    String output = StorageProgram.run(withoutPrivileges(), Map.of(), root, "fill");
    assertThat(output)
        .startsWith("permanent: cannot write ")
        .contains("permission denied", root.toString(), "write and search permission");
  }

  @Test
  void namesTheFileAndTheRightThatIsMissingToRead() throws Exception {
    write(LocalStorage.at(root), "a");
    Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("-w-------"));
    String output = StorageProgram.run(withoutPrivileges(), Map.of(), root, "read", "a");
    assertThat(output)
        .startsWith("permanent: cannot read ")
        .contains("permission denied", root.resolve("a").toString(), "read permission");
  }

  /** Root may do anything, unless it is started without that. */
  private static List<String> withoutPrivileges() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> wrapper = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
    assumeTrue(succeeds(Stream.concat(wrapper.stream(), Stream.of("true")).toList()), "no setpriv");
    return wrapper;
  }

  @Test
  void namesFilesAlikeInEveryLocale() throws Exception {
    Map<String, String> ascii = Map.of("LC_ALL", "C");
    Storage storage = LocalStorage.at(root);
    write(storage, "日本/東京 \ud83d\ude00");
    StorageProgram.run(List.of(), ascii, root, "write-hex", StorageProgram.encode("バックアップ/大阪"));
    List<String> keys;
    try (Stream<ObjectInfo> objects = storage.list("")) {
      keys = objects.map(ObjectInfo::key).toList();
    }
    assertThat(keys).containsExactly("バックアップ/大阪", "日本/東京 \ud83d\ude00");
    assertThat(StorageProgram.run(List.of(), ascii, root, "list-hex"))
        .isEqualTo(
            StorageProgram.encode(keys.get(0))
                + " 10\n"
                + StorageProgram.encode(keys.get(1))
                + " 1");
  }

  private static void write(Storage storage, String key) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(1);
      writer.commit();
    }
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
