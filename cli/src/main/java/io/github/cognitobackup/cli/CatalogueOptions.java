package io.github.cognitobackup.cli;

import io.github.cognitobackup.catalogue.Catalogue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The archives of a storage, or of one pool in it. */
final class CatalogueOptions {

  @Mixin private StorageOptions storage;

  @Option(
      names = "--pool",
      paramLabel = "ID",
      converter = PoolId.class,
      description = "Only the archives of this pool.")
  private @Nullable String pool;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CatalogueOptions() {}

  StorageOptions storage() {
    return storage;
  }

  Optional<String> pool() {
    return Optional.ofNullable(pool);
  }

  /** Sees at once that an id cannot be one. */
  static final class PoolId implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      try {
        Catalogue.prefixOf(text);
        return text;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
