package io.github.cognitobackup.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;

class CommitmentTest {

  private static GzipParameters with(String id, byte[] payload) throws IOException {
    ExtraField field = new ExtraField();
    field.addSubField(id, payload);
    GzipParameters parameters = new GzipParameters();
    parameters.setExtraField(field);
    return parameters;
  }

  @Test
  void isFoundWhereItWasAdded() {
    GzipParameters parameters = new GzipParameters();
    assertThat(Commitment.isIn(parameters)).isFalse();

    Commitment.addTo(parameters);

    assertThat(Commitment.isIn(parameters)).isTrue();
  }

  @Test
  void mayBeLongerAndHaveOthersBehind() throws IOException {
    GzipParameters parameters = with("cb", new byte[48]);
    parameters.getExtraField().addSubField("xx", new byte[] {1});

    assertThat(Commitment.isIn(parameters)).isTrue();
  }

  @Test
  void isNothingElse() throws IOException {
    byte[] almost = new byte[32];
    almost[31] = 1;
    GzipParameters second = with("xx", new byte[32]);
    second.getExtraField().addSubField("cb", new byte[32]);

    assertThat(Commitment.isIn(with("cb", new byte[31]))).isFalse();
    assertThat(Commitment.isIn(with("cb", almost))).isFalse();
    assertThat(Commitment.isIn(with("cB", new byte[32]))).isFalse();
    assertThat(Commitment.isIn(with("cb", Arrays.copyOf(almost, 64)))).isFalse();
    assertThat(Commitment.isIn(second)).as("not in front").isFalse();
  }
}
