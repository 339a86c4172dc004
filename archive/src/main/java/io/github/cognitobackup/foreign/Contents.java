package io.github.cognitobackup.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Extraction;
import io.github.cognitobackup.internal.format.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign backup holds, read anew for each stream; the first pass has told what its files
 * are.
 *
 * @param name what a bare array is called
 * @param groups the groups whose memberships count
 */
record Contents(
    ReopenableSource source,
    ForeignKind kind,
    String name,
    ReadLimits limits,
    Findings findings,
    Set<String> groups) {

  Stream<ArchivedResource> resources() {
    List<ArchivedResource> resources = new ArrayList<>();
    try (Pass pass = new Pass()) {
      for (Entries.Entry entry = pass.next(); entry != null; entry = pass.next()) {
        String path = Corruption.printable(entry.name());
        if (pass.role() == Role.SETTINGS) {
          Documents.settings(entry.content(), path, limits)
              .ifPresent(pool -> resources.add(new ArchivedResource("user-pool", path, pool)));
        } else if (pass.role() == Role.GROUPS) {
          for (ObjectNode group :
              Documents.groups(entry.content(), path, limits).orElse(List.of())) {
            resources.add(new ArchivedResource("groups", path, group));
          }
        }
      }
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
    TreeSet<String> byNameOnly = new TreeSet<>(groups);
    byNameOnly.removeAll(findings.describedGroups());
    byNameOnly.forEach(group -> resources.add(new ArchivedResource("groups", name, named(group))));
    return resources.stream();
  }

  /** A group of which the name alone is known; a member that is null says that it is not. */
  private static ObjectNode named(String group) {
    ObjectNode document = Json.newObject().put("GroupName", group);
    document.putNull("Description");
    document.putNull("Precedence");
    document.putNull("RoleArn");
    return document;
  }

  Stream<ArchivedUser> users() {
    return elements().map(element -> new ArchivedUser(element.number(), element.user().document()));
  }

  Stream<Membership> memberships() {
    return elements()
        .flatMap(
            element ->
                element.user().groups().stream()
                    .filter(groups::contains)
                    .map(
                        group ->
                            new Membership(
                                group, element.user().document().path("Username").textValue())));
  }

  void extractTo(Path directory) throws IOException {
    try (Pass pass = new Pass()) {
      Extraction.to(
          directory,
          sink -> {
            for (Entries.Entry entry = pass.next(); entry != null; entry = pass.next()) {
              sink.write(entry.name(), entry.content());
            }
          });
    }
  }

  private record Element(long number, ForeignUser user) {}

  private Stream<Element> elements() {
    Pass pass = new Pass();
    Iterator<Element> iterator =
        new Iterator<>() {
          private @Nullable JsonElements array;
          private @Nullable Element next;
          private long number;

          @Override
          public boolean hasNext() {
            while (next == null) {
              ObjectNode element = array == null ? null : array.next();
              if (element != null && array != null) {
                next = new Element(++number, ForeignUser.read(element, array.where()));
              } else {
                array = pass.nextUsers();
                if (array == null) {
                  return false;
                }
              }
            }
            return true;
          }

          @Override
          public Element next() {
            if (!hasNext() || next == null) {
              throw new NoSuchElementException();
            }
            Element element = next;
            next = null;
            return element;
          }
        };
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
        .onClose(pass::close);
  }

  /** A later pass over the files, of which it is known what they are. */
  private final class Pass implements AutoCloseable {

    private final Entries entries = Entries.open(source, kind, name, limits);
    private int index = -1;

    /** Goes to the next file; passes over what was not read of the one before. */
    Entries.@Nullable Entry next() throws IOException {
      index++;
      return entries.next();
    }

    Role role() {
      return findings.files().get(index).role();
    }

    @Nullable JsonElements nextUsers() {
      try {
        for (Entries.Entry entry = next(); entry != null; entry = next()) {
          if (role() == Role.USERS) {
            return new JsonElements(entry.content(), Corruption.printable(entry.name()), limits);
          }
        }
        return null;
      } catch (IOException e) {
        throw Entries.unreadable(e);
      }
    }

    @Override
    public void close() {
      try {
        entries.close();
      } catch (IOException e) {
        throw Entries.unreadable(e);
      }
    }
  }
}
