package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.transfer.KeyService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackuperBuilderTest {

  private final TestBed bed = new TestBed();
  private final ArchiveRepository sealed =
      ArchiveRepository.builder()
          .storage(new InMemoryStorage())
          .encryptor(new KeyService("key"))
          .build();
  private final ArchiveRepository plain =
      ArchiveRepository.builder().storage(new InMemoryStorage()).insecurePlaintext().build();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void standsOnTheRepositoryThatIsGiven() {
    Backuper backuper = Backuper.builder().cognito(bed.client).repository(sealed).build();

    assertThat(backuper.repository()).isSameAs(sealed);
  }

  @Test
  void refusesTwoWaysOfSayingHowArchivesAreKept() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Backuper.builder()
                    .cognito(bed.client)
                    .repository(sealed)
                    .storage(new InMemoryStorage())
                    .build())
        .withMessageContainingAll("repository(...)", "storage(...)");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Backuper.builder().shrinkLimit(0.5).cognito(bed.client).repository(sealed).build())
        .withMessageContaining("shrinkLimit(...)");
  }

  @Test
  void writesSecretsOnlyIntoAPlainRepositoryThatIsToldTo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backuper.builder().repository(sealed).insecureIncludeSecrets());
    assertThat(
            Backuper.builder()
                .cognito(bed.client)
                .repository(plain)
                .insecureIncludeSecrets()
                .build())
        .isNotNull();
  }
}
