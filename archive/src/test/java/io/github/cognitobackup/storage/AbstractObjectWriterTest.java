package io.github.cognitobackup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class AbstractObjectWriterTest {

  private final Writer writer = new Writer();

  @Test
  void passesBytesOnUntilTheCommit() throws IOException {
    writer.stream().write(1);
    writer.stream().write(new byte[] {0, 2, 3, 0}, 1, 2);
    writer.commit();

    assertThat(writer.bytes.toByteArray()).containsExactly(1, 2, 3);
    assertThat(writer.published).isOne();
  }

  @Test
  void takesNothingAfterTheCommit() {
    writer.commit();

    assertThatIllegalStateException().isThrownBy(() -> writer.stream().write(1));
    assertThatIllegalStateException().isThrownBy(writer::commit);
    assertThatIllegalStateException().isThrownBy(() -> writer.attempt(() -> "more"));
    assertThat(writer.published).isOne();
  }

  @Test
  void publishesNothingThatWasClosedBefore() {
    writer.close();

    assertThatIllegalStateException().isThrownBy(writer::commit);
    assertThatIllegalStateException().isThrownBy(() -> writer.stream().write(1));
    assertThat(writer.published).isZero();
  }

  @Test
  void publishesNothingOfWhichAPartWasLost() {
    writer.broken = true;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> writer.stream().write(1));
    writer.broken = false;

    assertThatIllegalStateException().isThrownBy(() -> writer.stream().write(1));
    assertThatIllegalStateException().isThrownBy(writer::commit).withMessageContaining("pool/key");
    assertThat(writer.published).isZero();
  }

  @Test
  void publishesNothingAfterAnAttemptThatFailed() {
    assertThat(writer.attempt(() -> "done")).isEqualTo("done");
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                writer.attempt(
                    () -> {
                      throw new ArithmeticException();
                    }));

    assertThatIllegalStateException().isThrownBy(writer::commit);
  }

  @Test
  void publishesNoSecondTimeWhatMayHaveBeenPublished() {
    writer.broken = true;
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(writer::commit);
    writer.broken = false;

    assertThatIllegalStateException().isThrownBy(writer::commit);
  }

  @Test
  void aRangeOutsideTheBytesLosesNothing() throws IOException {
    OutputStream stream = writer.stream();
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stream.write(new byte[2], 1, 2));
    stream.write(1);
    writer.commit();

    assertThat(writer.bytes.toByteArray()).containsExactly(1);
  }

  @Test
  void closingTheStreamIsNoEnd() throws IOException {
    writer.stream().close();
    writer.stream().write(1);
    writer.commit();

    assertThat(writer.bytes.toByteArray()).containsExactly(1);
  }

  @Test
  void releasesWhatItHoldsHoweverItEnds() {
    writer.commit();
    writer.close();
    writer.close();

    assertThat(writer.released).isEqualTo(2);
  }

  private static final class Writer extends AbstractObjectWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean broken;
    private int published;
    private int released;

    Writer() {
      super("pool/key");
    }

    @Override
    protected void write(byte[] from, int offset, int length) throws IOException {
      if (broken) {
        throw new IOException("full");
      }
      bytes.write(from, offset, length);
    }

    @Override
    protected void publish() {
      if (broken) {
        throw new ArithmeticException();
      }
      published++;
    }

    @Override
    protected void release() {
      released++;
    }
  }
}
