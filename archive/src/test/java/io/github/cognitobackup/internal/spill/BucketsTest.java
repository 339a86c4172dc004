package io.github.cognitobackup.internal.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records come back bucket by bucket, in order, also when they outgrew the heap. */
class BucketsTest {

  private static byte[] record(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static List<Long> numbers(Buckets buckets, int bucket) {
    List<Long> numbers = new ArrayList<>();
    buckets.forEach(bucket, bytes -> numbers.add(bytes.getLong()));
    return numbers;
  }

  @Test
  void aBucketGivesItsOwnRecordsInTheOrderInWhichTheyCame() {
    try (SpillFile spill = new SpillFile()) {
      Buckets buckets = new Buckets(3, Long.BYTES, spill);
      for (long number = 0; number < 100; number++) {
        buckets.add((int) (number % 2), record(number));
      }

      assertThat(numbers(buckets, 1)).hasSize(50).startsWith(1L, 3L, 5L).endsWith(97L, 99L);
      assertThat(buckets.size(0)).isEqualTo(50);
      assertThat(buckets.size(2)).isZero();
      assertThat(numbers(buckets, 2)).isEmpty();
      assertThat(buckets.count()).isEqualTo(3);
    }
  }

  @Test
  void whatOutgrowsTheBudgetComesBackTheSame() {
    try (SpillFile spill = new SpillFile()) {
      Buckets buckets = new Buckets(2, Long.BYTES, spill);
      long records = 1_000_000; // 8 MB, of which 3 MiB stay in memory
      for (long number = 0; number < records; number++) {
        buckets.add(0, record(number));
      }
      long[] next = {0};
      buckets.forEach(
          0,
          bytes -> {
            if (bytes.getLong() == next[0]) {
              next[0]++;
            }
          });

      assertThat(next[0]).isEqualTo(records);
      assertThat(buckets.size(0)).isEqualTo((int) records);
    }
  }

  @Test
  void aRecordOfAnotherLengthIsABug() {
    try (SpillFile spill = new SpillFile()) {
      Buckets buckets = new Buckets(1, Long.BYTES, spill);
      assertThatIllegalStateException().isThrownBy(() -> buckets.add(0, new byte[7]));
    }
  }
}
