package example.plain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes a plain archive into a folder and reads it back; no Cognito and no key service is asked. */
public final class Main {

  private static final String KEY = "eu-west-1_Example1/hand-made.tar.gz";

  public static void main(String[] args) throws IOException {
    Storage storage = LocalStorage.at(Files.createTempDirectory("plain-archive"));
    try (ObjectWriter object = storage.create(KEY);
        ArchiveWriter archive =
            ArchiveWriter.to(
                object.stream(), ArchiveHeader.of("eu-west-1_Example1", Instant.now()))) {
      archive.resource("user-pool", json("Id", "eu-west-1_Example1"));
      archive.user(json("Username", "alice"));
      archive.user(json("Username", "山田"));
      archive.membership("admins", "alice");
      archive.finish();
      object.commit();
    }

    List<String> names;
    try (StoredObject object = storage.open(KEY)) {
      ArchiveReader archive = ArchiveReader.open(object, ReadLimits.defaults());
      try (Stream<ArchivedUser> users = archive.users()) {
        names = users.map(user -> user.document().path("Username").asText()).toList();
      }
    }
    if (!names.equals(List.of("alice", "山田"))) {
      throw new IllegalStateException("the archive gave back " + names);
    }
    try {
      Class.forName("software.amazon.awssdk.services.kms.KmsClient");
      throw new IllegalStateException("a client of KMS is on the class path");
    } catch (ClassNotFoundException e) {
      System.out.println("written and read, and no KMS on the class path");
    }
  }

  private static ObjectNode json(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
