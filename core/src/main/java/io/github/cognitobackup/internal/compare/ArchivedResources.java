package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources of an archive, each under the identifier that its document holds: file names are
 * not believed.
 *
 * @param resources the resources; what the archive gives twice is there once
 * @param misnamed the paths of documents whose file name is another resource's or nobody's
 */
record ArchivedResources(List<Resource> resources, List<String> misnamed) {

  private record Name(String type, String id) {}

  private record Found(String path, Resource resource) {}

  static ArchivedResources of(Snapshot archive) {
    Map<Name, Found> known = new HashMap<>();
    List<Resource> resources = new ArrayList<>();
    List<String> misnamed = new ArrayList<>();
    boolean namedByUs = archive.notProven().isEmpty();
    try (Stream<ArchivedResource> documents = archive.resources()) {
      documents.forEach(
          document -> {
            Optional<ResourceKind> kind = ResourceKinds.ofType(document.type());
            if (kind.isEmpty()) {
              return; // a restore has no use for it
            }
            Resource resource =
                new Resource(document.type(), id(kind.get(), document), object(document));
            Found found = new Found(document.path(), resource);
            Found earlier = known.putIfAbsent(new Name(resource.type(), resource.id()), found);
            if (earlier == null) {
              resources.add(resource);
            } else if (!earlier.resource.equals(resource)) {
              throw new ArchiveCorruptException(
                  document.path(),
                  document.path()
                      + " and "
                      + earlier.path
                      + " hold the same identifier and differ, so neither can be trusted; restore"
                      + " another backup",
                  null);
            }
            String named = resource.id().isEmpty() ? resource.type() : resource.id();
            if (namedByUs && !document.isNamedAfter(named)) {
              misnamed.add(document.path());
            }
          });
    }
    return new ArchivedResources(List.copyOf(resources), List.copyOf(misnamed));
  }

  private static String id(ResourceKind kind, ArchivedResource resource) {
    Optional<String> member = kind.idMember();
    if (member.isEmpty()) {
      return "";
    }
    JsonNode id = resource.document().path(member.get());
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw new ArchiveCorruptException(
          resource.path(),
          resource.path()
              + " has no "
              + member.get()
              + ", by which alone it is known; restore another backup",
          null);
    }
    return id.textValue();
  }

  private static ObjectNode object(ArchivedResource resource) {
    if (resource.document() instanceof ObjectNode object) {
      return object;
    }
    throw new ArchiveCorruptException(
        resource.path(), resource.path() + " is not a JSON object; restore another backup", null);
  }
}
