package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.ObjectInfo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A pool of some hundred users, and backups of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackupScene {

  static final int USERS = 400;

  TestBed bed;
  String pool;
  long memberships;

  @BeforeAll
  void open() {
    bed = new TestBed();
    pool = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, USERS, 11);
    memberships = bed.backuper().backup(pool).memberships();
  }

  @BeforeEach
  void wellBehaved() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().pageSizes();
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.SUPPORTED);
    bed.emulator.cognito().estimatedUsers(users -> users);
  }

  @AfterAll
  void close() {
    bed.close();
  }

  BackupReport backup() {
    BackupReport report = bed.backuper().backup(pool);
    Manifest manifest = bed.backuper().verify(report.key()).manifest();
    assertThat(manifest.counts().users()).isEqualTo(report.users());
    return report;
  }

  void isWhole(BackupReport report) {
    assertThat(report.gaps()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.users()).isEqualTo(USERS);
    assertThat(report.memberships()).isEqualTo(memberships);
    var plan = bed.backuper().plan(RestoreRequest.of(report.key()).intoPool(pool));
    assertThat(plan.resources()).isEmpty();
    assertThat(plan.users().unchanged() + plan.users().federated()).isEqualTo(USERS);
  }

  List<String> objects() {
    try (Stream<ObjectInfo> objects = bed.storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }
}
