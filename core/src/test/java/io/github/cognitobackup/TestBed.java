package io.github.cognitobackup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.Patience;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.storage.InMemoryStorage;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** An endpoint, a client of it, a storage and an encryptor: what the tests of the engine need. */
final class TestBed implements AutoCloseable {

  final Emulator emulator = Emulator.builder().build();
  final InMemoryStorage storage = new InMemoryStorage();
  final Encryptor encryptor = new RememberingEncryptor();
  final CognitoIdentityProviderClient client = client(emulator.endpoint());

  static CognitoIdentityProviderClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    return CognitoIdentityProviderClient.builder()
        .overrideConfiguration(all -> all.executionInterceptors(List.of(interceptors)))
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  Backuper.Builder builder() {
    return Backuper.builder()
        .cognito(client)
        .storage(storage)
        .encryptor(encryptor)
        .pacing(QuotaGate.unlimited())
        .pauses(millis -> Thread.sleep(millis / 20));
  }

  Backuper backuper() {
    return builder().build();
  }

  /** Makes a call that an older SDK has no method for; the request has single quotes. */
  JsonNode wire(String pool, String operation, String request) {
    return wire(client, pool, operation, request);
  }

  static JsonNode wire(
      CognitoIdentityProviderClient client, String pool, String operation, String request) {
    CognitoCalls calls =
        new CognitoCalls(
            client,
            QuotaGate.unlimited(),
            Patience.of(Patience.DEFAULT, Patience.Sleeper.REAL),
            new BackupListener() {});
    return new Pool(calls, pool).wireOnce(operation, HandMade.json(request));
  }

  @Override
  public void close() {
    client.close();
    emulator.close();
  }

  /** Makes data keys and knows them again. */
  private static final class RememberingEncryptor implements Encryptor {

    private final SecureRandom random = new SecureRandom();
    private final Map<Long, byte[]> keys = new ConcurrentHashMap<>();

    @Override
    public DataKey generateDataKey() {
      byte[] plaintext = new byte[DataKey.LENGTH];
      random.nextBytes(plaintext);
      long name = random.nextLong();
      keys.put(name, plaintext);
      return DataKey.of(plaintext, java.nio.ByteBuffer.allocate(8).putLong(name).array());
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      return DataKey.of(keys.get(java.nio.ByteBuffer.wrap(encryptedKey).getLong()), encryptedKey);
    }
  }
}
