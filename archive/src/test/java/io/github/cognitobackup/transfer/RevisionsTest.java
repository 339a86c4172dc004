package io.github.cognitobackup.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.storage.InMemoryStorage;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  @Test
  void findsTheSealedRevisionsInTheirOrder() {
    InMemoryStorage storage = new InMemoryStorage();
    for (String key :
        new String[] {
          "p/a.tar.gz.enc",
          "p/a.r10.tar.gz.enc",
          "p/a.r2.tar.gz.enc",
          "p/a.tar.gz",
          "p/a.tgz.enc",
          "p/a.b.tar.gz.enc",
          "p/a.r2.tar.gz.enc.json"
        }) {
      StoredContent.put(storage, key, "x");
    }

    assertThat(Revisions.sealed(storage, BackupKey.parse("p/a.tar.gz").orElseThrow()))
        .extracting(Object::toString)
        .containsExactly("p/a.tar.gz.enc", "p/a.r2.tar.gz.enc", "p/a.r10.tar.gz.enc");
  }
}
