package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Others read the gzip file of an archive, and pass over what it begins with. */
class OtherProgramsTest {

  @TempDir private Path folder;

  @Test
  void theJdkExpandsAnArchive() throws IOException {
    byte[] archive = Archives.sample();

    assertThat(new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes())
        .isEqualTo(Archives.gunzip(archive));
  }

  static Stream<List<String>> programs() {
    String python = "import gzip,sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
    String node =
        "process.stdout.write(require('zlib').gunzipSync(require('fs').readFileSync("
            + "process.argv[1])))";
    return Stream.of(
        List.of("gzip", "-dc"), List.of("python3", "-c", python), List.of("node", "-e", node));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramExpandsAnArchive(List<String> program) throws Exception {
    byte[] archive = Archives.sample();
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(program);
    command.add(Files.write(folder.resolve("archive.tar.gz"), archive).toString());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "this machine has no " + program.get(0));
      return;
    }
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(errors).isZero();
    assertThat(Files.readAllBytes(output)).isEqualTo(Archives.gunzip(archive));
  }
}
