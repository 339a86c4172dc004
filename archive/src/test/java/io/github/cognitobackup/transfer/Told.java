package io.github.cognitobackup.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.transfer.TransferResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Remembers what a run told. */
final class Told implements TransferListener {

  final List<TransferResult> results = new ArrayList<>();
  final Map<Phase, Long> progress = new java.util.EnumMap<>(Phase.class);

  @Override
  public void onArchive(TransferResult result) {
    results.add(result);
  }

  @Override
  public void onProgress(String key, Phase phase, long soFar, long total) {
    assertThat(soFar).isLessThanOrEqualTo(total);
    progress.put(phase, soFar);
  }

  Map<String, Status> statuses() {
    return results.stream().collect(Collectors.toMap(TransferResult::key, TransferResult::status));
  }

  TransferResult only() {
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
