package io.github.cognitobackup;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A bed that lasts for a class, and what a test of a restore asks of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestoreScene {

  TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void quiet() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().clearMessagesAndTriggerCalls();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  String backup(String pool) {
    return bed.backuper().backup(pool).key();
  }

  RestoreReport restore(RestoreRequest request) {
    return bed.backuper().restore(request);
  }

  static String fresh() {
    return "restored-" + java.util.UUID.randomUUID();
  }

  UserState user(PoolModel model, String pool, String name) {
    return SmallPool.find(bed.emulator, model, pool, name).orElseThrow();
  }

  /** A pool of the same making as the small one, without users. */
  String emptyTwin(PoolModel model) {
    return bed.emulator.cognito().generatePool("twin", model, 0, 2);
  }

  void delete(PoolModel model, String pool, String name) {
    bed.client.adminDeleteUser(r -> r.userPoolId(pool).username(SmallPool.login(model, name)));
  }

  Map<String, Integer> passwords(PoolModel model, String pool) {
    Map<String, Integer> passwords = new java.util.TreeMap<>();
    SmallPool.LOCAL.forEach(name -> passwords.put(name, user(model, pool, name).passwordsSet()));
    return passwords;
  }
}
