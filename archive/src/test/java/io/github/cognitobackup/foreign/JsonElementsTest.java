package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {

  private static List<String> read(String text) {
    JsonElements elements =
        new JsonElements(
            new ByteArrayInputStream(text.getBytes(UTF_8)), "users.json", ReadLimits.defaults());
    List<String> all = new ArrayList<>();
    for (ObjectNode next = elements.next(); next != null; next = elements.next()) {
      all.add(next.toString());
    }
    assertThat(elements.next()).isNull();
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},{\"b\":2}]",
        " [ {\"a\":1} ] [ {\"b\":2} ] ",
        "{\"Users\":[{\"a\":1},{\"b\":2}]}",
        "{\"Users\":[{\"a\":1}]}\n{\"Users\":[{\"b\":2}]}",
        "{\"Groups\":[{\"a\":1},{\"b\":2}]}",
        "{\"a\":1}\n{\"b\":2}",
      })
  void areReadOneAfterTheOther(String text) {
    assertThat(read(text)).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{\"Users\":[]}", "{\"Users\":null}"})
  void mayBeNone(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[{\"a\":1}",
        "[{\"a\":1}] hush",
        "[{\"a\":1}] {\"Users\":[]}",
        "{\"a\":1} [{\"b\":2}]",
        "[1]",
        "[[{\"a\":1}]]",
        "\"hush\"",
        "{\"Users\":1}",
      })
  void areRefusedWithoutAQuotation(String text) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.where()).startsWith("users.json"))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("hush"));
  }

  @Test
  void areReadFromTextWithAMark() {
    assertThat(read("\ufeff[{\"a\":1}]")).containsExactly("{\"a\":1}");
  }
}
