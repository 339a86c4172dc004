package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.internal.spill.SpillFile;
import io.github.cognitobackup.restore.UserChange.Part;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known of users, by line and range by range. */
class LineTableTest {

  private static final Facts FACTS = new Facts(Status.ofCode(1), true, false, true);

  private final SpillFile spill = new SpillFile();

  @org.junit.jupiter.api.AfterEach
  void close() {
    spill.close();
  }

  @Test
  void givesBackWhatWasWrittenInAnyOrder() {
    LineTable table = new LineTable(3, spill);
    UUID sub = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    table.group(2, 7);
    table.verdict(2, Verdict.DIFFERENT, 1 | 8, FACTS);
    table.verdict(1, Verdict.MISSING, 0, FACTS);
    table.group(2, 5);
    table.sub(
        2,
        ByteBuffer.allocate(16)
            .putLong(sub.getMostSignificantBits())
            .putLong(sub.getLeastSignificantBits())
            .array());
    LineTable.Range range = table.load(0);

    assertThat(range.first()).isOne();
    assertThat(range.length()).isEqualTo(3);
    assertThat(range.verdict(1)).isEqualTo(Verdict.MISSING);
    assertThat(range.verdict(2)).isEqualTo(Verdict.DIFFERENT);
    assertThat(range.differences(2)).containsExactly(Part.ATTRIBUTES, Part.GROUPS);
    assertThat(range.facts(2)).isEqualTo(FACTS);
    assertThat(range.groups(2)).containsExactly(7, 5);
    assertThat(range.groups(1)).isEmpty();
    assertThat(range.newSub(2)).contains(sub);
    assertThat(range.newSub(1)).isEmpty();
  }

  @Test
  void aLineThatWasNotComparedIsABug() {
    LineTable.Range range = new LineTable(1, spill).load(0);
    assertThatIllegalStateException().isThrownBy(() -> range.verdict(1));
  }

  @Test
  void hasARangeForEachSoManyLines() {
    int last = LineTable.RANGE + 1;
    LineTable table = new LineTable(last, spill);
    table.verdict(last, Verdict.SAME, 0, FACTS);
    LineTable.Range second = table.load(1);

    assertThat(table.ranges()).isEqualTo(2);
    assertThat(LineTable.range(LineTable.RANGE)).isZero();
    assertThat(LineTable.range(last)).isOne();
    assertThat(second.first()).isEqualTo(last);
    assertThat(second.length()).isOne();
    assertThat(second.verdict(last)).isEqualTo(Verdict.SAME);
    assertThat(new LineTable(0, spill).load(0).length()).isZero();
  }
}
