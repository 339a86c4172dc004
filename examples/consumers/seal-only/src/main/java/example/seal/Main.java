package example.seal;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Seals a file and opens it again, with nothing but {@code cognito-backup-crypto-kms}. */
public final class Main {

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("seal-only");
    Path plain = Files.writeString(folder.resolve("plain.txt"), "secret ".repeat(100_000));
    Path sealed = folder.resolve("sealed.enc");
    Path opened = folder.resolve("opened.txt");

    try (Emulator emulator = Emulator.builder().defaultKey().build();
        KmsClient kms =
            KmsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
      Encryptor encryptor =
          KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build();
      Envelope.seal(encryptor, plain, sealed);
      Envelope.open(encryptor, sealed, opened);
    }

    require(Files.mismatch(plain, opened) == -1, "the opened file differs from the sealed one");
    require(Files.mismatch(plain, sealed) != -1, "the sealed file is plain");
    absent("software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient");
    require(Main.class.getModule().isNamed(), "this program is not on the module path");
    require(KmsEncryptor.class.getModule().isNamed(), "the library is not on the module path");
    System.out.println("sealed and opened, and no Cognito on the module path");
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
