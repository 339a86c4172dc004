package io.github.cognitobackup.internal.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.UnsupportedSdkException;
import io.github.cognitobackup.internal.cognito.CognitoSdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkFloorTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "2.9.99", "2.27.24", "2.28.29", "2.30.1", "1.12.700"})
  void anOlderSdkIsRefusedWithTheNextStep(String version) {
    assertThatExceptionOfType(UnsupportedSdkException.class)
        .isThrownBy(() -> SdkFloor.check(version))
        .withMessageContainingAll(version, SdkFloor.VERSION, "software.amazon.awssdk:bom")
        .satisfies(
            refusal -> {
              assertThat(refusal.found()).isEqualTo(version);
              assertThat(refusal.required()).isEqualTo(SdkFloor.VERSION);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.30.2", "2.30.100", "2.31.0-SNAPSHOT", "2.31.78", "2.100.0", "3.0.0", "unknown"})
  void anyOtherWillDo(String version) {
    assertThatCode(() -> SdkFloor.check(version)).doesNotThrowAnyException();
  }

  @Test
  void theVersionIsTheOneOnTheClassPath() {
    assertThat(CognitoSdk.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThatCode(CognitoSdk::check).doesNotThrowAnyException();
  }
}
