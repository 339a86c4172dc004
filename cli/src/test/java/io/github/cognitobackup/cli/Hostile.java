package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Text that would colour, erase, forge or turn round what a person reads. */
final class Hostile {

  /** What the key of a foreign backup can hold. */
  static final String KEY = "x\u202e\u2066\u200b\u200e\u061c\ufeff\u3164y";

  /** What a file's name can hold. */
  static final String NAME = KEY + "\u2028";

  /** What a server's answer can hold, or a document. */
  static final String TEXT =
      NAME + "\u001b[2J\u001b]0;t\u0007\u009b2J\t\r\u007f\b\nFORGED  all is well\r\nFORGED";

  private Hostile() {}

  /** Sees that the terminal stays in the hands of the program. */
  static void assertPrintable(Ran ran) {
    for (String text : List.of(ran.out(), ran.err())) {
      String withoutStacks =
          text.replaceAll("(?m)^\t+(?=at |\\.\\.\\. |Suppressed: |Caused by: )", "");
      assertThat(withoutStacks.codePoints().filter(Hostile::steers)).as(text).isEmpty();
      assertThat(text.lines()).as(text).noneMatch(line -> line.startsWith("FORGED"));
    }
  }

  private static boolean steers(int letter) {
    return letter != '\n'
        && List.of(
                (int) Character.CONTROL,
                (int) Character.FORMAT,
                (int) Character.SURROGATE,
                (int) Character.LINE_SEPARATOR,
                (int) Character.PARAGRAPH_SEPARATOR)
            .contains(Character.getType(letter));
  }

  /** Writes a plain archive that says such things wherever an archive can say anything. */
  static void archive(Path file, String poolId, Instant start) throws IOException {
    Files.createDirectories(file.getParent());
    ArchiveHeader header =
        new ArchiveHeader(
            ArchiveHeader.FORMAT_VERSION, TEXT, poolId, TEXT, TEXT, start, Map.of(TEXT, TEXT));
    try (OutputStream out = Files.newOutputStream(file);
        ArchiveWriter archive = ArchiveWriter.to(out, header)) {
      archive.resource(
          "user-pool", Json.object().put("Id", poolId).put("Name", TEXT).put("Arn", TEXT));
      archive.resource("groups", TEXT, Json.object().put("GroupName", TEXT).put("RoleArn", TEXT));
      archive.resource(
          "clients", TEXT, Json.object().put("ClientId", TEXT).put("ClientName", TEXT));
      archive.resource(
          "resource-servers", TEXT, Json.object().put("Identifier", TEXT).put("Name", TEXT));
      archive.resource(
          "identity-providers",
          TEXT,
          Json.object().put("ProviderName", TEXT).put("ProviderType", TEXT));
      archive.gap(TEXT, TEXT);
      archive.leftOut(TEXT);
      var user = Json.object().put("Username", TEXT).put("UserStatus", TEXT).put("Enabled", true);
      user.putArray("Attributes").addObject().put("Name", "sub").put("Value", TEXT);
      archive.user(user);
      archive.membership(TEXT, TEXT);
      archive.finish();
    }
  }
}
