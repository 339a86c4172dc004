package io.github.cognitobackup.crypto.kms;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The keys that were tried in vain for one data key, and what KMS answered about each. What one key
 * is refused for says nothing of the others, so none of them ends the search.
 */
final class TriedKeys {

  private final String operation;
  private final Map<String, SdkException> answers = new LinkedHashMap<>();

  TriedKeys(String operation) {
    this.operation = operation;
  }

  /**
   * Takes note of a refusal.
   *
   * @throws RuntimeException when it is the caller who was refused, or interrupted: then every
   *     other key fares the same
   */
  void refused(String name, SdkException answer) {
    if (KmsFailure.isInterruption(answer) || KmsFailure.concernsCaller(answer)) {
      throw KmsFailure.of(operation, name, answer);
    }
    answers.put(name, answer);
  }

  /** Returns the error that reports the answer about every key. */
  RuntimeException failure() {
    return KmsFailure.of(operation, answers);
  }
}
