package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.compare.Users;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.restore.IdentityMapping;
import io.github.cognitobackup.storage.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The old and new identities of the restored users, one JSON object a line: taken from the
 * comparison that proves the restore, and so whole also after interrupted runs.
 */
final class IdentityMap {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Snapshot archive;
  private final LineTable lines;
  private final UserModel model;

  IdentityMap(Snapshot archive, LineTable lines, UserModel model) {
    this.archive = archive;
    this.lines = lines;
    this.model = model;
  }

  /**
   * Writes the map as an object of the journal, and offers it; gives its key if it has a line. The
   * first line also says where the map belongs, like every note of the journal.
   */
  Optional<String> write(PoolJournal journal, Consumer<IdentityMapping> consumer) {
    PoolJournal.NewMap map = journal.newIdentityMap();
    long[] written = {0};
    try (ObjectWriter object = map.object();
        OutputStream stream = new BufferedOutputStream(object.stream(), 1 << 16)) {
      forEach(
          mapping -> {
            ObjectNode line = line(mapping);
            try {
              stream.write(
                  JSON.writeValueAsBytes(written[0] == 0 ? map.place().sayIn(line) : line));
              stream.write('\n');
            } catch (IOException e) {
              throw unwritable(map.key(), e);
            }
            written[0]++;
            consumer.accept(mapping);
          });
      stream.flush();
      if (written[0] == 0) {
        return Optional.empty();
      }
      object.commit();
      return Optional.of(map.key());
    } catch (IOException e) {
      throw unwritable(map.key(), e);
    }
  }

  private static ObjectNode line(IdentityMapping mapping) {
    return JSON.createObjectNode()
        .put("oldSub", mapping.oldSub())
        .put("oldUsername", mapping.oldUsername())
        .put("newSub", mapping.newSub())
        .put("newUsername", mapping.newUsername());
  }

  /** Hands over each user whose identity has changed. */
  void forEach(Consumer<IdentityMapping> consumer) {
    lines.forEachUser(
        archive,
        range -> user -> range.newSub(user.line()).ifPresent(sub -> offer(user, sub, consumer)));
  }

  private void offer(ArchivedUser user, UUID sub, Consumer<IdentityMapping> consumer) {
    String oldSub = Users.sub(user.document());
    String newSub = sub.toString();
    if (!oldSub.equals(newSub)) {
      String oldUsername = Users.username(user.document());
      consumer.accept(
          new IdentityMapping(oldSub, oldUsername, newSub, model.byLogin() ? newSub : oldUsername));
    }
  }

  private static StorageUnavailableException unwritable(String key, IOException cause) {
    return new StorageUnavailableException(
        true, "the identity map \"" + key + "\" cannot be written: " + cause.getMessage(), cause);
  }
}
