package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListingPropertiesTest {

  private static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  @Property(tries = 150)
  void listsEveryTreeInTheOrderOfBytes(
      @ForAll("keys") Set<String> wanted, @ForAll("prefixes") String prefix) throws IOException {
    Path root = Files.createTempDirectory("listing");
    try {
      Storage storage = LocalStorage.at(root);
      Set<String> keys = new TreeSet<>(BY_BYTES);
      for (String key : wanted) {
        if (keys.stream().noneMatch(k -> k.startsWith(key + "/") || key.startsWith(k + "/"))) {
          Path file = new Tree(root).path(key);
          Files.createDirectories(file.getParent());
          Files.writeString(file, "");
          keys.add(key);
        }
      }
      assertThat(list(storage, "")).containsExactlyElementsOf(keys);
      assertThat(list(storage, prefix))
          .containsExactlyElementsOf(keys.stream().filter(k -> k.startsWith(prefix)).toList());
    } finally {
      delete(root);
    }
  }

  private static List<String> list(Storage storage, String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  @Provide
  Arbitrary<Set<String>> keys() {
    return segments()
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(s -> String.join("/", s))
        .set()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return segments().list().ofMinSize(1).ofMaxSize(3).map(s -> String.join("/", s));
  }

  private static Arbitrary<String> segments() {
    // on both sides of the slash, of the surrogates and of each other
    return Arbitraries.of(
        "a",
        "a.",
        "a.b",
        "a-",
        "a0",
        "a b",
        "b",
        "é",
        "あ",
        "\uff5e",
        "\ud83d\ude00",
        "\ud83d\ude00.");
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
