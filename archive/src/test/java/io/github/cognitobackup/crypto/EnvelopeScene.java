package io.github.cognitobackup.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Envelopes under keys of a map. */
abstract class EnvelopeScene {

  static final byte[] HELLO = "こんにちは".getBytes(StandardCharsets.UTF_8);

  final MapEncryptor encryptor = new MapEncryptor();

  @TempDir Path folder;

  byte[] seal(byte[] plain) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
      sealing.write(plain);
      sealing.finish();
    }
    return sink.toByteArray();
  }

  OpenedEnvelope open(byte[] sealed) throws IOException {
    return Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed));
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
