/** Contract suites and fault-injecting decorators for those who extend or embed the library. */
module io.github.cognitobackup.testkit {
  requires transitive io.github.cognitobackup.archive;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.testkit;
}
