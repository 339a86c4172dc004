package io.github.cognitobackup.archive;

import static io.github.cognitobackup.archive.Archives.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.internal.format.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {

  private static final byte[] SAMPLE = Archives.sample();

  @TempDir private Path dir;

  @Test
  void writesEveryEntryForTheOwnerAlone() throws IOException {
    Path target = dir.resolve("out");
    ArchiveReader reader = Archives.open(SAMPLE);

    reader.extractTo(target);

    for (Manifest.Entry entry : reader.manifest().entries()) {
      byte[] content = Files.readAllBytes(target.resolve(entry.name()));
      assertThat(Sha256.of(content)).isEqualTo(entry.sha256());
    }
    assertThat(Files.readString(target.resolve("manifest.json"))).contains("\"COMPLETE\"");
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
    assertThat(names()).containsExactly("out");
  }

  @Test
  void takesAnEmptyDirectory() throws IOException {
    Path target = Files.createDirectory(dir.resolve("out"));
    Archives.open(SAMPLE).extractTo(target);
    assertThat(target.resolve(POOL).resolve("user-pool.json")).exists();
  }

  @Test
  void refusesADirectoryWithAnythingInIt() throws IOException {
    Path target = Files.createDirectory(dir.resolve("out"));
    Files.writeString(target.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> Archives.open(SAMPLE).extractTo(target))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(target.resolve("mine.txt")).hasContent("mine");
    assertThat(names()).containsExactly("out");
  }

  @Test
  void refusesAFileAndALinkToNowhere() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "mine");
    assertThatThrownBy(() -> Archives.open(SAMPLE).extractTo(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));
    assertThatThrownBy(() -> Archives.open(SAMPLE).extractTo(link))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(names()).containsExactly("file", "link");
  }

  @Test
  void leavesNothingWhenTheArchiveChangedMeanwhile() throws IOException {
    byte[] other = Archives.write(writer -> writer.user(Archives.user(1)));
    AtomicInteger openings = new AtomicInteger();
    ArchiveReader reader =
        ArchiveReader.open(
            () -> new ByteArrayInputStream(openings.getAndIncrement() == 0 ? SAMPLE : other),
            ReadLimits.defaults());
    assertThatThrownBy(() -> reader.extractTo(dir.resolve("out")))
        .isInstanceOf(ArchiveCorruptException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void namesThatSomeFileSystemsDoNotTellApartAreToldApartOnAll() throws IOException {
    List<String> ids = List.of("Admin", "admin", "ADMIN", "admin~2", "aux", "Nul", "com1", "other");
    byte[] archive =
        Archives.write(
            writer -> ids.forEach(id -> writer.resource("groups", id, Archives.json("{}"))));
    Path target = dir.resolve("out");

    Archives.open(archive).extractTo(target);

    try (Stream<Path> files = Files.list(target.resolve(POOL).resolve("groups"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "Admin.json",
              "admin~2.json",
              "ADMIN~3.json",
              "admin%7E2.json",
              "aux~2.json",
              "Nul~2.json",
              "com1~2.json",
              "other.json");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
