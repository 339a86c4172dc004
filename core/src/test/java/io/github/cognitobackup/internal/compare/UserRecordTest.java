package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.spill.Digests;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class UserRecordTest {

  private static final byte[] NOTHING = new byte[Digests.LENGTH];

  private static byte[] digest(int first) {
    byte[] digest = new byte[Digests.LENGTH];
    digest[0] = (byte) first;
    return digest;
  }

  private static UserRecord user(byte[] sub) {
    int state = UserRecord.State.ENABLED | UserRecord.State.SKIPPED;
    return new UserRecord(
        digest(1), digest(2), digest(3), 4, 5, 6, (byte) state, Status.RESET_REQUIRED, 8, 9, sub);
  }

  @Test
  void comesBackFromItsBytes() {
    byte[] bytes = user(digest(10)).toBytes();

    assertThat(bytes).hasSize(UserRecord.LENGTH);
    assertThat(UserRecord.read(ByteBuffer.wrap(bytes)))
        .usingRecursiveComparison()
        .isEqualTo(user(digest(10)));
  }

  @Test
  void manyAreReadOneAfterTheOther() {
    ByteBuffer both =
        ByteBuffer.allocate(2 * UserRecord.LENGTH)
            .put(user(digest(1)).toBytes())
            .put(user(digest(2)).toBytes())
            .flip();

    assertThat(UserRecord.read(both).sub()).isEqualTo(digest(1));
    assertThat(UserRecord.read(both).sub()).isEqualTo(digest(2));
  }

  @Test
  void hasTheBitsOfItsState() {
    assertThat(user(NOTHING).has(UserRecord.State.ENABLED)).isTrue();
    assertThat(user(NOTHING).has(UserRecord.State.SKIPPED)).isTrue();
    assertThat(user(NOTHING).has(UserRecord.State.MFA)).isFalse();
    assertThat(user(NOTHING).has(UserRecord.State.FEDERATED)).isFalse();
  }

  @Test
  void isTheSameAccountByTheSubAlone() {
    assertThat(user(digest(1)).sameAccount(user(digest(1)))).isTrue();
    assertThat(user(digest(1)).sameAccount(user(digest(2)))).isFalse();
    assertThat(user(NOTHING).sameAccount(user(NOTHING))).isFalse();
  }

  @Test
  void takesGroupsAndNothingElse() {
    UserRecord joined = user(digest(1)).withGroups(77, 3);

    assertThat(joined.groups()).isEqualTo(77);
    assertThat(joined.memberships()).isEqualTo(3);
    assertThat(joined)
        .usingRecursiveComparison()
        .ignoringFields("groups", "memberships")
        .isEqualTo(user(digest(1)));
  }
}
