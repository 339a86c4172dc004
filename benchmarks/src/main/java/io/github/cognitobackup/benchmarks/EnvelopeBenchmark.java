package io.github.cognitobackup.benchmarks;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.OpenedEnvelope;
import io.github.cognitobackup.crypto.SealingOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sealing and opening 64 MiB, beside what the JDK's own cipher does with them: the figures to look
 * at are the ratios {@code seal : rawGcm}, {@code open : seal} and {@code open : oneShot}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EnvelopeBenchmark {

  private static final int LENGTH = 64 << 20;
  private static final int UPDATE = 64 << 10;

  private final byte[] key = new byte[DataKey.LENGTH];
  private final byte[] plaintext = new byte[LENGTH];
  private final Encryptor encryptor = new FixedKey();
  private final SecureRandom random = new SecureRandom();
  private byte[] sealed = new byte[0];
  private byte[] gcm = new byte[0];
  private final byte[] iv = new byte[12];

  /** Makes the input of the opening ones. */
  @Setup
  public void prepare() throws IOException, GeneralSecurityException {
    random.nextBytes(key);
    random.nextBytes(plaintext);
    ByteArrayOutputStream out = new ByteArrayOutputStream(LENGTH + 1024);
    try (SealingOutputStream sealing = Envelope.seal(encryptor, out)) {
      sealing.write(plaintext);
      sealing.finish();
    }
    sealed = out.toByteArray();
    gcm = cipher(Cipher.ENCRYPT_MODE).doFinal(plaintext);
  }

  /** The JDK's GCM, fed in updates of 64 KiB: the best there is. */
  @Benchmark
  public int rawGcm() throws GeneralSecurityException {
    random.nextBytes(iv);
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE);
    byte[] out = new byte[UPDATE + 16];
    int written = 0;
    for (int at = 0; at < LENGTH; at += UPDATE) {
      written += cipher.update(plaintext, at, UPDATE, out);
    }
    return written + cipher.doFinal(out, 0);
  }

  /** The envelope, into nothing. */
  @Benchmark
  public void seal() throws IOException {
    try (SealingOutputStream sealing = Envelope.seal(encryptor, OutputStream.nullOutputStream())) {
      for (int at = 0; at < LENGTH; at += UPDATE) {
        sealing.write(plaintext, at, UPDATE);
      }
      sealing.finish();
    }
  }

  /** The JDK's GCM at once, with the whole message in the heap. */
  @Benchmark
  public byte[] oneShot() throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE).doFinal(gcm);
  }

  /** The envelope: authenticated whole, then read, in constant memory. */
  @Benchmark
  public long open() throws IOException {
    try (OpenedEnvelope opened = Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed));
        InputStream stream = opened.openStream()) {
      return stream.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Cipher cipher(int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
    return cipher;
  }

  private final class FixedKey implements Encryptor {

    @Override
    public DataKey generateDataKey() {
      return DataKey.of(key, new byte[] {1});
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      return DataKey.of(key, encryptedKey);
    }
  }
}
