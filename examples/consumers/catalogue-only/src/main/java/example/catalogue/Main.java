package example.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.NewArchive;
import io.github.cognitobackup.storage.s3.S3Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Lists, verifies and prunes the archives of a bucket; there is no Cognito to be called. */
public final class Main {

  private static final String POOL = "eu-west-1_Example1";

  public static void main(String[] args) throws IOException {
    Process bucket =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                args[1],
                args[0])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(bucket.getInputStream(), StandardCharsets.US_ASCII));
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + out.readLine()))
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build()) {
      s3.createBucket(request -> request.bucket("backups"));
      lookAfter(
          ArchiveRepository.builder()
              .storage(S3Storage.builder().client(s3).bucket("backups").build())
              .insecurePlaintext()
              .build());
    } finally {
      bucket.destroy();
    }
    absent("software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient");
    require(Main.class.getModule().isNamed(), "this program is not on the module path");
    require(ArchiveRepository.class.getModule().isNamed(), "the library is not on the module path");
    System.out.println("listed, verified and pruned, and no Cognito on the module path");
  }

  private static void lookAfter(ArchiveRepository repository) {
    Instant now = Instant.now();
    for (int days = 3; days > 0; days--) {
      Instant start = now.minus(Duration.ofDays(days));
      try (NewArchive archive = repository.create(ArchiveHeader.of(POOL, start))) {
        archive
            .writer()
            .resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
        archive.commit();
      }
    }
    require(keys(repository).size() == 3, "not all archives are listed");
    try (Stream<ArchiveCheck> checks = repository.verifyAll()) {
      require(
          checks.allMatch(check -> check.result() == ArchiveCheck.Result.SOUND),
          "an archive is not sound");
    }
    PruneReport pruned =
        repository
            .prune(Retention.builder().keepLast(1).build())
            .trustReceipts() // plain archives prove nothing, and these are our own
            .apply(decision -> {});
    require(keys(repository).size() == 1, "pruned otherwise: " + pruned);
  }

  private static List<String> keys(ArchiveRepository repository) {
    try (Stream<CatalogueEntry> entries = repository.list()) {
      return entries.map(entry -> entry.key().toString()).toList();
    }
  }

  private static void absent(String className) {
    try {
      Class.forName(className);
    } catch (ClassNotFoundException e) {
      return;
    }
    throw new IllegalStateException(className + " is on the module path");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
