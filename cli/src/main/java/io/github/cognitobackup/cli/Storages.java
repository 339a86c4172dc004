package io.github.cognitobackup.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The storages that this program knows, by the scheme of their URIs. */
final class Storages {

  private static final List<StorageKind> KINDS = List.of(new FolderKind(), new BucketKind());

  private Storages() {}

  static OpenStorage open(URI uri, S3Options s3) {
    return kind(uri).open(uri, s3);
  }

  static void requireExisting(URI uri) {
    kind(uri).requireExisting(uri);
  }

  private static StorageKind kind(URI uri) {
    return KINDS.stream()
        .filter(kind -> kind.scheme().equalsIgnoreCase(uri.getScheme()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "storage " + uri + " is of an unknown kind; known: " + known()));
  }

  private static String known() {
    return KINDS.stream().map(kind -> kind.scheme() + ":").collect(Collectors.joining(", "));
  }

  /** Reads a URI of an option, and says at once what is wrong with it. */
  static final class UriConverter implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
      try {
        URI uri = StorageUri.of(text);
        if (uri.getScheme() == null) {
          throw new TypeConversionException(
              "'" + text + "' is no URI; for a folder write " + Path.of(text).toUri());
        }
        kind(uri).check(uri);
        return uri;
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
