package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which users lie about, and the encodings of them. */
class FormsTest {

  private static final String ANNA =
      "{\"Username\":\"anna\",\"Attributes\":[{\"Name\":\"name\",\"Value\":\"Änne 名\"}],"
          + "\"Enabled\":true,\"UserStatus\":\"CONFIRMED\"}";
  private static final String BERT =
      "{\"Username\":\"bert\",\"UserAttributes\":[],\"UserStatus\":\"CONFIRMED\"}";

  private static void holdsAnnaAndBert(byte[] bytes) {
    for (byte[] file : List.of(bytes, Archives.gzip(bytes))) {
      assertThat(ForeignBackupReader.recognise(Archives.source(file), ReadLimits.defaults()))
          .isPresent();
      ForeignBackupReader reader = ForeignBackups.open(file, "users.json");
      assertThat(reader.manifest().counts().users()).isEqualTo(2);
      assertThat(reader.manifest().outcome()).isEqualTo(Outcome.COMPLETE);
      List<ArchivedUser> users = ForeignBackups.users(reader);
      assertThat(users)
          .extracting(user -> user.document().path("Username").asText())
          .containsExactly("anna", "bert");
      assertThat(users.get(0).document().at("/Attributes/0/Value").asText()).isEqualTo("Änne 名");
      assertThat(users.get(1).document().has("Attributes")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%s,%s]",
        "[%s]\n[%s]",
        "{\"Users\":[%s,%s]}",
        "{\"Users\":[%s],\"NextToken\":\"a\"}{\"Users\":[%s]}",
        "{\"Users\":[%s],\"PaginationToken\":\"a\"}\r\n{\"Users\":[],\"PaginationToken\":\"b\"}\r\n"
            + "{\"Users\":[%s],\"PaginationToken\":null}\r\n",
        "{\"Users\":[]}\n{ \"Users\" : [ %s ,\n %s ] , \"$metadata\" : {} }\n\n",
        "%s\n%s\n",
        "%s\r\n\r\n%s",
        "  %s %s  "
      })
  void oneAfterTheOther(String form) {
    String text = String.format(Locale.ROOT, form, ANNA, BERT);

    holdsAnnaAndBert(text.getBytes(UTF_8));
    holdsAnnaAndBert(("\ufeff" + text).getBytes(UTF_8));
    holdsAnnaAndBert(("\ufeff" + text).getBytes(UTF_16LE));
    holdsAnnaAndBert(("\ufeff" + text).getBytes(UTF_16BE));
  }

  @Test
  void membersInTheOrderOfTheAlphabet() {
    String sorted =
        "{\"Attributes\":[{\"Name\":\"name\",\"Value\":\"Änne 名\"}],\"Enabled\":true,"
            + "\"UserStatus\":\"CONFIRMED\",\"Username\":\"anna\"}";

    holdsAnnaAndBert((sorted + "\n" + BERT).getBytes(UTF_8));
  }

  @Test
  void theFilesOfATarInUtf16() {
    String pool =
        "{\"Id\":\"eu-west-1_Abc\",\"Name\":\"n\",\"SchemaAttributes\":[{\"Name\":\"x\"}]}";
    java.util.Map<String, byte[]> files = new java.util.LinkedHashMap<>();
    files.put("eu-west-1_Abc/users.json", ("\ufeff" + ANNA + BERT).getBytes(UTF_16LE));
    files.put("eu-west-1_Abc/groups.json", "\ufeff[{\"GroupName\":\"g\"}]".getBytes(UTF_16LE));
    files.put("eu-west-1_Abc/user-pool.json", ("\ufeff" + pool).getBytes(UTF_16BE));
    byte[] tar =
        Archives.gzip(
            ForeignBackups.plainTar(files, java.nio.file.attribute.FileTime.fromMillis(0)));

    ForeignBackupReader reader = ForeignBackups.open(tar, "x.tar.gz");

    assertThat(reader.kind()).isEqualTo(ForeignKind.TAR_GZ);
    assertThat(reader.manifest().gaps()).isEmpty();
    assertThat(reader.manifest().counts().users()).isEqualTo(2);
    assertThat(ForeignBackups.resources(reader)).hasSize(2);
  }

  @Test
  void pagesWithoutTheLastAreAGap() {
    String pages =
        "{\"Users\":["
            + ANNA
            + "],\"NextToken\":\"a\"}{\"Users\":["
            + BERT
            + "],\"NextToken\":\"b\"}";

    assertThat(ForeignBackups.open(pages).manifest().gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("more"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%s]%s",
        "%s[%s]",
        "{\"Users\":[%s]}%s",
        "{\"Users\":[%s]}[%s]",
        "%s,%s",
        "%s%s]"
      })
  void formsAreNotMixed(String form) {
    assertThatThrownBy(() -> ForeignBackups.open(String.format(Locale.ROOT, form, ANNA, BERT)))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("backup.json")
        .hasMessageNotContaining("anna");
  }

  @Test
  void whatIsCutAmidACharacterOrAUserIsRefused() {
    byte[] whole = ("\ufeff" + ANNA + "\n" + BERT).getBytes(UTF_16LE);
    int ofAnna = 2 * (1 + ANNA.length());
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      boolean betweenUsers = length == ofAnna || length == ofAnna + 2;
      if (betweenUsers) { // lines have no end of their own; what is not proven says so
        assertThatCode(() -> ForeignBackups.open(cut, "x.json")).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> ForeignBackups.open(cut, "x.json"))
            .isInstanceOfAny(ArchiveCorruptException.class, UnsupportedArchiveException.class);
      }
    }
  }

  @Test
  void anyNumberOfPagesOrUsersIsReadOneByOne() {
    ReadLimits small = ReadLimits.defaults().withMaxLineBytes(1_000);
    String pages =
        String.join(
            "\n",
            IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"Users\":[" + (i % 2 == 0 ? "" : BERT) + "],\"NextToken\":\"a\"}")
                .toList());
    assertThat(count(pages, small)).isEqualTo(10_000);
    assertThat(count((BERT + "\n").repeat(20_000), small)).isEqualTo(20_000);
    String large = BERT.replace("bert", "b".repeat(100_000));
    assertThatThrownBy(() -> count(large, small)).isInstanceOf(ArchiveCorruptException.class);
  }

  private static long count(String text, ReadLimits limits) {
    return ForeignBackupReader.open(Archives.source(text.getBytes(UTF_8)), limits, "x.json")
        .manifest()
        .counts()
        .users();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,given_name,cognito:mfa_enabled,cognito:username | the CSV file of an import job",
        "'cognito:username,name\r\nanna,Anna'                 | the CSV file of an import job",
        "'USERS\tTrue\t2024-01-02\tCONFIRMED\tanna'           | text of another form",
        "'Users:\n- Username: anna'                           | text of another form",
        "'| ListUsers |\n+---+'                               | text of another form",
        "'{\"UserPool\":{}}'                                  | text of another form",
      })
  void otherTextIsRefusedWithTheFormsThatAreRead(String text, String found) {
    for (byte[] bytes :
        List.of(
            text.getBytes(UTF_8),
            ("\ufeff" + text).getBytes(UTF_8),
            ("\ufeff" + text).getBytes(UTF_16LE),
            Archives.gzip(text.getBytes(UTF_8)))) {
      var source = Archives.source(bytes);
      assertThat(ForeignBackupReader.recognise(source, ReadLimits.defaults())).isEmpty();
      assertThatThrownBy(() -> ForeignBackupReader.find(source, ReadLimits.defaults(), "users.csv"))
          .isInstanceOfSatisfying(
              UnsupportedArchiveException.class, e -> assertThat(e.found()).isEqualTo(found))
          .hasMessageContainingAll(
              "\"users.csv\" is " + found,
              "tar.gz with users.json",
              "UTF-16",
              "list-users --output json",
              "JSON lines",
              "admin-get-user")
          .hasMessageNotContaining("anna");
    }
  }

  @Test
  void whatIsNoTextIsLeftToTheReaderOfArchives() throws Exception {
    for (byte[] bytes : List.of(new byte[0], new byte[] {0, 0, 0, 12, 'a'}, Archives.sample())) {
      assertThat(ForeignBackupReader.find(Archives.source(bytes), ReadLimits.defaults(), "x"))
          .isEmpty();
    }
  }
}
