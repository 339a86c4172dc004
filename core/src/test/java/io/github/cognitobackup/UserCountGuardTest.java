package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guard against backups with far fewer users, which lives on receipts. */
class UserCountGuardTest extends ReceiptScene {

  @ParameterizedTest
  @CsvSource({
    "100, 80, true",
    "100, 81, false",
    "100, 0, true",
    "100, 100, false",
    "100, 120, false",
    "5, 4, true",
    "0, 0, false",
    "0, 5, false"
  })
  void oneFifthFewerUsersAreSuspicious(int before, int after, boolean suspicious) {
    String pool = pool(before);
    String first = backup(pool, 0).key();
    setUsers(pool, before, after);

    BackupReport report = backup(pool, 1);

    Optional<ShrinkWarning> expected =
        suspicious
            ? Optional.of(new ShrinkWarning(ArchiveKey.parse(first).orElseThrow(), before))
            : Optional.empty();
    assertThat(report.users()).isEqualTo(after);
    assertThat(report.suspicious()).isEqualTo(expected);
    assertThat(receipt(report.key()).orElseThrow().suspicious()).isEqualTo(expected);
  }

  @Test
  void aSuspiciousArchiveIsNoMeasureAndOneWithoutTheGuardIs() {
    String pool = pool(20);
    String good = backup(pool, 0).key();
    setUsers(pool, 20, 10);
    assertThat(backup(pool, 1).suspicious()).isPresent();
    assertThat(backup(pool, 2).suspicious().orElseThrow().previousKey()).hasToString(good);

    BackupReport meant = builder(storage, 3).shrinkLimit(1).build().backup(pool);
    assertThat(meant.suspicious()).isEmpty();
    assertThat(meant.warnings()).isEmpty();
    assertThat(backup(pool, 4).suspicious()).isEmpty();
  }

  @Test
  void nothingToCompareWithIsTold() {
    String pool = pool(5);
    BackupReport first = backup(pool, 0);
    assertThat(first.warnings()).isEmpty();
    storage.delete(first.key() + Receipts.SUFFIX);

    assertThat(backup(pool, 1).warnings()).singleElement().asString().contains("not compared");
  }

  @Test
  void aLimitThatIsNoShareIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Backuper.builder().shrinkLimit(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> Backuper.builder().shrinkLimit(-0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backuper.builder().shrinkLimit(Double.NaN));
  }

  @Test
  void aSuspiciousArchiveStaysSoThoughItsReceiptWasLost() {
    String pool = pool(20);
    backup(pool, 0);
    setUsers(pool, 20, 10);
    BackupReport shrunk = backup(pool, 1);
    storage.delete(shrunk.key() + Receipts.SUFFIX);

    verifyAll(builder(storage, 2).build());
    assertThat(receipt(shrunk.key()).orElseThrow().suspicious()).isEqualTo(shrunk.suspicious());

    storage.delete(shrunk.key() + Receipts.SUFFIX);
    builder(storage, 2).build().verifyAndRecord(shrunk.key());
    assertThat(receipt(shrunk.key()).orElseThrow().suspicious()).isEqualTo(shrunk.suspicious());
    assertThat(receipt(shrunk.key()).orElseThrow().verified()).isPresent();
  }
}
