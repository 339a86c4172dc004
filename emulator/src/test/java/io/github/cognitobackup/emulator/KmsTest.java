package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

class KmsTest extends EmulatorTestBase {

  private static final String ALIAS = Emulator.DEFAULT_KEY_ALIAS;
  private static final Map<String, String> CONTEXT = Map.of("purpose", "backup", "a", "b");

  @Test
  void unwrapsWhatItWrapped() {
    GenerateDataKeyResponse key = generate();

    DecryptResponse opened = decrypt(key.ciphertextBlob(), ALIAS, CONTEXT);

    assertThat(key.plaintext().asByteArray()).hasSize(32);
    assertThat(opened.plaintext()).isEqualTo(key.plaintext());
    assertThat(opened.keyId()).isEqualTo(key.keyId()).isEqualTo(emulator.kms().keyArn(ALIAS));
    assertThat(latin(key.ciphertextBlob())).doesNotContain(latin(key.plaintext()));
  }

  @Test
  void takesAllFourFormsOfAKeyId() {
    String arn = emulator.kms().keyArn(ALIAS);
    SdkBytes blob = generate().ciphertextBlob();

    for (String form :
        new String[] {
          arn,
          arn.substring(arn.lastIndexOf('/') + 1),
          ALIAS,
          "arn:aws:kms:eu-west-1:123456789012:" + ALIAS
        }) {
      assertThat(decrypt(blob, form, CONTEXT).keyId()).isEqualTo(arn);
    }
    assertThat(kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT)).keyId())
        .isEqualTo(arn);
    assertThat(errorOfKms(() -> decrypt(blob, "alias/none", CONTEXT)))
        .isEqualTo("NotFoundException");
  }

  @Test
  void wantsExactlyTheContext() {
    SdkBytes blob = generate().ciphertextBlob();

    assertThat(errorOfKms(() -> decrypt(blob, ALIAS, Map.of("purpose", "backup"))))
        .isEqualTo("InvalidCiphertextException");
    assertThat(errorOfKms(() -> decrypt(blob, ALIAS, Map.of("purpose", "Backup", "a", "b"))))
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void noticesEveryChangedByteOfACiphertext() {
    byte[] blob = generate().ciphertextBlob().asByteArray();

    for (int i = 0; i < blob.length; i++) {
      byte[] damaged = blob.clone();
      damaged[i] ^= 1;
      assertThat(errorOfKms(() -> decrypt(SdkBytes.fromByteArray(damaged), ALIAS, CONTEXT)))
          .isIn("InvalidCiphertextException", "IncorrectKeyException");
    }
    assertThat(errorOfKms(() -> decrypt(SdkBytes.fromByteArray(new byte[] {1}), ALIAS, CONTEXT)))
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void tellsTheWrongKey() {
    String other = emulator.kms().createKey();

    assertThat(errorOfKms(() -> decrypt(generate().ciphertextBlob(), other, CONTEXT)))
        .isEqualTo("IncorrectKeyException");
  }

  @Test
  void honoursTheStateOfAKey() {
    SdkBytes blob = generate().ciphertextBlob();
    String arn = emulator.kms().keyArn(ALIAS);

    kms.disableKey(r -> r.keyId(arn));
    assertThat(errorOfKms(() -> decrypt(blob, ALIAS, CONTEXT))).isEqualTo("DisabledException");
    assertThat(errorOfKms(this::generate)).isEqualTo("DisabledException");
    kms.enableKey(r -> r.keyId(arn));
    assertThat(decrypt(blob, ALIAS, CONTEXT).keyId()).isEqualTo(arn);
    kms.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(7));
    assertThat(errorOfKms(() -> decrypt(blob, ALIAS, CONTEXT)))
        .isEqualTo("KMSInvalidStateException");
    assertThat(kms.describeKey(r -> r.keyId(arn)).keyMetadata().keyStateAsString())
        .isEqualTo("PendingDeletion");
    kms.cancelKeyDeletion(r -> r.keyId(arn));
    emulator.kms().state(arn, "Unavailable");
    assertThat(errorOfKms(this::generate)).isEqualTo("KMSInvalidStateException");
  }

  @Test
  void readsOldCiphertextsAfterARotation() {
    GenerateDataKeyResponse key = generate();
    kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
    emulator.kms().rotate(ALIAS);

    assertThat(decrypt(key.ciphertextBlob(), ALIAS, CONTEXT).plaintext())
        .isEqualTo(key.plaintext());
  }

  @Test
  void readsUnderTheSiblingOfAMultiRegionKey() {
    String primary = emulator.kms().createMultiRegionKey();
    String sibling = emulator.kms().replicate(primary, "us-east-1");
    GenerateDataKeyResponse key =
        kms.generateDataKey(r -> r.keyId(primary).keySpec(DataKeySpec.AES_256));

    assertThat(kms.decrypt(r -> r.ciphertextBlob(key.ciphertextBlob()).keyId(sibling)).plaintext())
        .isEqualTo(key.plaintext());
    assertThat(sibling).isEqualTo(primary.replace("eu-west-1", "us-east-1"));
  }

  @Test
  void reencryptsUnderAnotherKeyAndContext() {
    GenerateDataKeyResponse key = generate();
    String other = kms.createKey(r -> r.description("other")).keyMetadata().arn();
    kms.createAlias(r -> r.aliasName("alias/other").targetKeyId(other));

    SdkBytes moved =
        kms.reEncrypt(
                r ->
                    r.ciphertextBlob(key.ciphertextBlob())
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId("alias/other")
                        .destinationEncryptionContext(Map.of("x", "y")))
            .ciphertextBlob();

    assertThat(decrypt(moved, other, Map.of("x", "y")).plaintext()).isEqualTo(key.plaintext());
  }

  @Test
  void encryptsSmallTextsAndMakesKeysWithoutShowingThem() {
    SdkBytes text = SdkBytes.fromUtf8String("hello");
    SdkBytes sealed = kms.encrypt(r -> r.keyId(ALIAS).plaintext(text)).ciphertextBlob();
    assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed)).plaintext()).isEqualTo(text);

    SdkBytes hidden =
        kms.generateDataKeyWithoutPlaintext(r -> r.keyId(ALIAS).numberOfBytes(64)).ciphertextBlob();
    assertThat(kms.decrypt(r -> r.ciphertextBlob(hidden)).plaintext().asByteArray()).hasSize(64);
    assertThat(
            errorOfKms(
                () ->
                    kms.encrypt(
                        r -> r.keyId(ALIAS).plaintext(SdkBytes.fromByteArray(new byte[4097])))))
        .isEqualTo("ValidationException");
    assertThat(
            errorOfKms(
                () -> kms.generateDataKey(r -> r.keyId(ALIAS).keySpec("AES_256").dryRun(true))))
        .isEqualTo("DryRunOperationException");
  }

  private GenerateDataKeyResponse generate() {
    return kms.generateDataKey(
        r -> r.keyId(ALIAS).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
  }

  private DecryptResponse decrypt(SdkBytes blob, String keyId, Map<String, String> context) {
    return kms.decrypt(r -> r.ciphertextBlob(blob).keyId(keyId).encryptionContext(context));
  }

  private static String latin(SdkBytes bytes) {
    return bytes.asString(StandardCharsets.ISO_8859_1);
  }

  private static String errorOfKms(ThrowingCallable call) {
    KmsException e = catchThrowableOfType(KmsException.class, call);
    return e == null ? "no error" : e.awsErrorDetails().errorCode();
  }
}
