package io.github.cognitobackup.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolIdsTest {

  @ParameterizedTest
  @CsvSource({
    "eu-west-1_AbCdEfGhI.json, eu-west-1_AbCdEfGhI",
    "a/us-gov-west-1_Abc/2024.tar.gz.enc, us-gov-west-1_Abc",
    "eu-west-1_AbC_groups.json, eu-west-1_AbC",
    "eu-west-1_AbC-2024-01-02.json, eu-west-1_AbC",
    "eu-west-1_AbC/us-east-1_Xyz.json, us-east-1_Xyz",
  })
  void theIdOfThePoolInAPath(String path, String poolId) {
    assertThat(PoolIds.inPath(path)).contains(poolId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.json", "users_export.json", "my_pool/users.json", "eu-west-1"})
  void noIdOfAPoolInAPath(String path) {
    assertThat(PoolIds.inPath(path)).isEmpty();
  }
}
