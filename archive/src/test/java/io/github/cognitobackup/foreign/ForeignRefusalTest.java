package io.github.cognitobackup.foreign;

import static io.github.cognitobackup.foreign.ForeignBackups.LEAST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.CraftedArchive;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no backup of a tool, or a broken one, are refused. */
class ForeignRefusalTest extends ForeignFileScene {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Users\":[%s]",
        "{\"Users\":[%s],",
        "{\"Users\":[%s],\"x\":[",
        "{\"Users\":[%s],\"Users\":[]}",
        "{\"Users\":[%s]} []",
        "{\"Users\":[%s,1]}"
      })
  void anAnswerThatIsNotSoundIsRefused(String answer) {
    assertThatThrownBy(() -> ForeignBackups.open(String.format(Locale.ROOT, answer, LEAST)))
        .isInstanceOf(ArchiveCorruptException.class);
  }

  @Test
  void whatStandsBehindTheUsersMayNotBeWithoutEnd() {
    StringBuilder answer = new StringBuilder("{\"Users\":[]");
    for (int i = 0; i < 200_000; i++) {
      answer.append(",\"").append(i).append("\":0");
    }

    assertThatThrownBy(
            () -> open(answer.append('}').toString(), ReadLimits.defaults().withMaxLineBytes(1000)))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("holds more than");
  }

  @Test
  void whatIsNoForeignBackupIsNotTakenForOne() throws IOException {
    assertThat(recognise(Archives.sample())).isEmpty();
    assertThat(recognise("{\"UserPool\":[]}".getBytes(UTF_8))).isEmpty();
    assertThat(recognise("{\"a\":1,\"Users\":[]}".getBytes(UTF_8))).isEmpty();
    assertThat(recognise("{\"Users\":{}}".getBytes(UTF_8))).isEmpty();
    assertThat(recognise(new byte[0])).isEmpty();
    assertThat(recognise(new byte[] {0, 0, 0, 12, 0, 0, 0, 5})).isEmpty();
    assertThat(recognise(Arrays.copyOf(ForeignBackups.tar("users.json", "[]"), 30))).isEmpty();
    assertThat(recognise(ForeignBackups.tar("users.json", "[]"))).contains(ForeignKind.TAR_GZ);
    assertThatThrownBy(() -> ForeignBackups.open(ForeignBackups.tar("readme.txt", "x"), "x.tar.gz"))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("users.json");
  }

  @Test
  void aPoolThatContradictsItselfIsRefused() {
    byte[] tar =
        ForeignBackups.tar(
            "eu-west-1_Other/users.json", "[]", "eu-west-1_Other/groups.json", text("groups.json"));

    assertThatThrownBy(() -> ForeignBackups.open(tar, "x.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("more than one pool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'UserStatus':'CONFIRMED'}                            | element 2, has no Username",
        "{'Username':7,'UserStatus':'CONFIRMED'}               | element 2, has no Username",
        "{'Username':'zzq7'}                                   | element 2, has no UserStatus",
        "{'Username':'zzq7','UserStatus':null}                 | element 2, has no UserStatus",
        "[{'Username':'zzq7'}]                                 | element 2, is not a JSON object",
        "{'Username':'zzq7','UserStatus':'X','Enabled':'zzq7'} | element 2, has an Enabled",
        "{'Username':'zzq7','UserStatus':'X','Attributes':{}}  | element 2, has Attributes",
        "{'Username':'zzq7','UserStatus':'X','Attributes':[{'Name':'a','Value':7}]}"
            + "                                                | element 2, has an attribute",
        "{'Username':'zzq7','UserStatus':'X','Attributes':[7]} | element 2, has an attribute",
        "{'Username':'zzq7','UserStatus':'X','Attributes':[],'UserAttributes':[]}"
            + "                                                | element 2, has both",
        "{'Username':'zzq7','UserStatus':'X','Groups':'zzq7'}  | element 2, has Groups",
        "{'Username':'zzq7','UserStatus':'X','Groups':[7]}     | element 2, has a group",
        "{'Username':'zzq7','Username':'zzq7'}                 | element 2, near character",
        "{'Username':'zzq7' zzq7}                              | element 2, near character",
      })
  void whatCannotBeAUserIsNamedByItsElementAlone(String element, String reason) {
    String json = "[" + LEAST + "," + element.replace('\'', '"') + "]";

    assertThatThrownBy(() -> ForeignBackups.open(json))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("backup.json")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("zzq7");
  }

  @Test
  void aFileCutAnywhereIsRefused() {
    byte[] sound = ForeignBackups.sample("with-groups.json");
    int bracket = new String(sound, UTF_8).lastIndexOf(']');
    int end = new String(sound, UTF_8).substring(0, bracket).getBytes(UTF_8).length;
    for (int length = 1; length <= end; length++) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> ForeignBackups.open(cut, "backup.json"))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining("backup.json")
          .hasMessageNotContaining("anna");
    }
  }

  @Test
  void aTarCutAnywhereIsRefused() {
    byte[] tar = ForeignBackups.tar(POOL + "/users.json", text("go-users.json"));
    for (int length = 0; length < tar.length; length++) {
      byte[] cut = Arrays.copyOf(tar, length);
      assertThatThrownBy(() -> ForeignBackups.open(cut, "x.tar.gz"))
          .isInstanceOfAny(ArchiveCorruptException.class, UnsupportedArchiveException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[] x", "[],", "[]]", "[]\0"})
  void somethingAfterTheArrayIsRefused(String text) {
    assertThatThrownBy(() -> ForeignBackups.open(text)).isInstanceOf(ArchiveCorruptException.class);
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] bytes =
        ("[" + LEAST.replace("a", "\u00e4") + "]")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> ForeignBackups.open(bytes, "x.json"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/users.json",
        "../users.json",
        "a/../../users.json",
        "a\\b/users.json",
        "a//users.json"
      })
  void pathsThatLeadElsewhereAreRefused(String path) {
    byte[] tar = plainTar();
    byte[] name = Arrays.copyOf(path.getBytes(UTF_8), 100);
    System.arraycopy(name, 0, tar, 0, name.length);
    sign(tar);

    assertThatThrownBy(() -> ForeignBackups.open(Archives.gzip(tar), "x.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("leads elsewhere");
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    byte[] tar = ForeignBackups.tar("users.json", "[]", "./users.json", "[]");

    assertThatThrownBy(() -> ForeignBackups.open(tar, "x.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void longNamesAreReadButNotWithoutEnd() {
    String deep = "p".repeat(150) + "/" + POOL + "/users.json";

    assertThat(ForeignBackups.open(ForeignBackups.tar(deep, "[]"), "x.tar.gz").header().poolId())
        .isEqualTo(POOL);
    byte[] header = CraftedArchive.tarHeader("././@LongLink", 2 << 20);
    header[156] = 'L';
    sign(header);
    byte[] tar = Arrays.copyOf(header, 512 + (2 << 20));
    Arrays.fill(tar, 512, tar.length, (byte) 'p');
    assertThatThrownBy(() -> ForeignBackups.open(Archives.gzip(tar), "x"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("too long a header");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', 'S', 'K', 'V'})
  void linksDevicesAndTheLikeAreRefused(char type) {
    byte[] tar = plainTar();
    tar[156] = (byte) type;
    sign(tar);

    assertThatThrownBy(() -> ForeignBackups.open(Archives.gzip(tar), "x.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("tar type");
  }

  private static byte[] plainTar() {
    return ForeignBackups.plainTar(
        Map.of("users.json", "[]".getBytes(UTF_8)), FileTime.fromMillis(0));
  }

  private static void sign(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xff;
    }
    byte[] digits = String.format(Locale.ROOT, "%06o\0", sum).getBytes(UTF_8);
    System.arraycopy(digits, 0, header, 148, digits.length);
  }

  @Test
  void limitsBoundOneUserNotTheFile() {
    ReadLimits limits = ReadLimits.defaults().withMaxLineBytes(100_000).withMaxDepth(10);
    String user = "{\"Username\":\"a\",\"UserStatus\":\"X\",\"x\":\"" + "y".repeat(50_000) + "\"}";
    String many = "[" + String.join(",", java.util.Collections.nCopies(20, user)) + "]";
    String huge = "[" + LEAST + ",{\"x\":\"" + "y".repeat(200_000) + "\"}]";
    String deep = "[{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}]";

    assertThat(open(many, limits).manifest().counts().users()).isEqualTo(20);
    assertThatThrownBy(() -> open(huge, limits))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("x.json holds more than 100000 bytes in or after element 2.");
    assertThatThrownBy(() -> open("[" + " ".repeat(200_000) + "]", limits))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("x.json holds more than 100000 bytes in or after element 0.");
    assertThatThrownBy(() -> open(deep, limits))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageMatching(
            ".*not valid JSON in or after element 1(, near character \\d+)?\\. Use.*");
  }

  @Test
  void aBombIsRefused() {
    byte[] bomb = Archives.gzip(("[" + " ".repeat(1 << 20) + "]").getBytes(UTF_8));

    assertThatThrownBy(
            () ->
                ForeignBackupReader.open(
                    Archives.source(bomb),
                    ReadLimits.defaults().withMaxTotalBytes(1 << 19),
                    "x.json.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("expands");
  }
}
