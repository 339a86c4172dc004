package io.github.cognitobackup.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes from one thread to another, few at a time. */
class PipeTest {

  private final Pipe pipe = new Pipe();

  @Test
  @Timeout(60)
  void carriesMoreThanItHoldsInOrder() throws Exception {
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 1000; i++) {
                  pipe.write(new byte[] {(byte) i, (byte) (i >> 8)});
                }
                pipe.end();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    byte[] read = pipe.stream().readAllBytes();
    writer.join(60_000);

    assertThat(read).hasSize(2000);
    for (int i = 0; i < 1000; i++) {
      assertThat((read[2 * i] & 0xff) | (read[2 * i + 1] & 0xff) << 8).isEqualTo(i);
    }
  }

  @Test
  void skipsEmptyChunksAndEndsForGood() throws Exception {
    pipe.write(new byte[0]);
    pipe.write(new byte[] {7});
    pipe.end();
    InputStream stream = pipe.stream();

    assertThat(stream.read()).isEqualTo(7);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  @Timeout(60)
  void onceAbandonedNobodyWaits() throws Exception {
    pipe.write(new byte[] {7});
    pipe.abandon();
    for (int i = 0; i < 100; i++) {
      pipe.write(new byte[] {7});
    }
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> pipe.stream().read());
  }
}
