package io.github.cognitobackup.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.s3.S3Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * Uploads one file to one server: plain by the SDK's transfer manager, plain and sealed by {@code
 * S3Storage}, in turns. Tells the median times, what each is of the transfer manager's speed, and
 * how much of the processors this process took.
 */
public final class S3Throughput {

  private static final String BUCKET = "backups";

  private S3Throughput() {}

  private interface Upload {
    void run(String key) throws IOException;
  }

  /**
   * Measures.
   *
   * @param args endpoint of the server, which has a bucket "backups" and takes the key "id" with
   *     the secret "secret"; size of the file in MiB; rounds
   */
  public static void main(String[] args) throws IOException {
    URI endpoint = URI.create(args[0]);
    int mebibytes = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Path file = Files.createTempFile("throughput", ".bin");
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    try (S3Client client =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build();
        S3AsyncClient asynchronous =
            S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .multipartEnabled(true)
                .build();
        S3TransferManager manager = S3TransferManager.builder().s3Client(asynchronous).build()) {
      fill(file, mebibytes);
      Storage storage =
          S3Storage.builder().client(client).bucket(BUCKET).prefix("throughput").build();
      Storage sealed =
          ArchiveRepository.builder().storage(storage).encryptor(new ZeroKey()).build().objects();
      Map<String, Upload> uploads = new LinkedHashMap<>();
      uploads.put(
          "transfer manager, plain",
          key ->
              manager
                  .uploadFile(
                      upload ->
                          upload
                              .source(file)
                              .putObjectRequest(r -> r.bucket(BUCKET).key("throughput/" + key)))
                  .completionFuture()
                  .join());
      uploads.put("S3Storage, plain", key -> write(storage, key, file));
      uploads.put("S3Storage, sealed", key -> write(sealed, key, file));
      measure(uploads, rounds, mebibytes, key -> storage.delete(key));
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(
      Map<String, Upload> uploads, int rounds, int mebibytes, Consumer<String> delete)
      throws IOException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Map<String, Double> processor = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) { // the first warms up
      for (Map.Entry<String, Upload> upload : uploads.entrySet()) {
        String key = "file-" + System.nanoTime();
        long start = System.nanoTime();
        long busy = busyNanos();
        upload.getValue().run(key);
        double time = (System.nanoTime() - start) / 1e9;
        delete.accept(key);
        if (round >= 0) {
          seconds.computeIfAbsent(upload.getKey(), name -> new ArrayList<>()).add(time);
          processor.merge(upload.getKey(), (busyNanos() - busy) / 1e9 / rounds, Double::sum);
        }
      }
    }
    double reference = 0;
    for (Map.Entry<String, List<Double>> entry : seconds.entrySet()) {
      double[] times = entry.getValue().stream().mapToDouble(time -> time).sorted().toArray();
      double median = times[times.length / 2];
      reference = reference == 0 ? median : reference;
      System.out.printf(
          Locale.ROOT,
          "%-25s %6.2f s %6.0f MiB/s  ratio %.2f  processor %.2f s  %s%n",
          entry.getKey(),
          median,
          mebibytes / median,
          reference / median,
          processor.get(entry.getKey()),
          Arrays.toString(times));
    }
  }

  private static long busyNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void write(Storage storage, String key, Path file) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      Files.copy(file, writer.stream());
      writer.commit();
    }
  }

  private static void fill(Path file, int mebibytes) throws IOException {
    byte[] bytes = new byte[1 << 20];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(bytes);
        out.write(bytes);
      }
    }
  }

  private static final class ZeroKey implements Encryptor {

    @Override
    public DataKey generateDataKey() {
      return decryptDataKey(new byte[] {1});
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      return DataKey.of(new byte[DataKey.LENGTH], encryptedKey);
    }
  }
}
