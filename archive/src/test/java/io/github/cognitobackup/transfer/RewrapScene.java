package io.github.cognitobackup.transfer;

import static io.github.cognitobackup.transfer.SampleArchives.POOL;
import static io.github.cognitobackup.transfer.StoredContent.put;

import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;

/** A storage under an old key, which a rewrap takes to a new one. */
abstract class RewrapScene {

  static final String BASE = POOL + "/20261123T101530.123Z.tar.gz.enc";
  static final String R2 = POOL + "/20261123T101530.123Z.r2.tar.gz.enc";
  static final String SECOND = POOL + "/20261124T101530.123Z.tar.gz.enc";

  final InMemoryStorage storage = new InMemoryStorage();
  final KeyService old = new KeyService("OLD");
  final KeyService key = new KeyService("a new key of another length");
  final Rewrap rewrap = Rewrap.of(storage, key.rewrapperFrom("OLD"));
  final Told told = new Told();

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
  }

  TransferReport rewrap() {
    return rewrap.listener(told).run(Selection.all());
  }

  void seal(String name, byte[] content) {
    put(Vault.of(storage).sealedBy(old).objects(), name, content);
  }

  /** Copies by itself, and leaves out some bytes. */
  static final class CopyingStorage extends ForwardingStorage {

    private final int less;

    CopyingStorage(Storage storage, int less) {
      super(storage);
      this.less = less;
    }

    @Override
    public ObjectWriter create(String name) {
      ObjectWriter writer = super.create(name);
      return new ObjectWriter() {
        @Override
        public OutputStream stream() {
          return writer.stream();
        }

        @Override
        public boolean canCopy(StoredObject source) {
          return true;
        }

        @Override
        public void append(StoredObject source, long position) {
          writer.append(source, position + less);
        }

        @Override
        public void commit() {
          writer.commit();
        }

        @Override
        public void close() {
          writer.close();
        }
      };
    }
  }
}
