package io.github.cognitobackup.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static Passwords withMinimum(int length) {
    ObjectNode pool = new ObjectMapper().createObjectNode();
    pool.withObject("/Policies/PasswordPolicy").put("MinimumLength", length);
    return new Passwords(pool);
  }

  @Property(tries = 200)
  void satisfyWhateverAPolicyAsksFor(@ForAll @IntRange(min = 6, max = 99) int minimum) {
    String password = withMinimum(minimum).next();

    assertThat(password)
        .hasSize(Math.max(24, minimum))
        .matches(".*[a-z].*")
        .matches(".*[A-Z].*")
        .matches(".*[0-9].*")
        .matches(".*[\\^$*.\\[\\]{}()?!@#%&/,><':;|_~=+-].*")
        .doesNotContainAnyWhitespaces();
  }

  @Test
  void areLongWhereNoPolicyIsKnown() {
    assertThat(new Passwords(new ObjectMapper().createObjectNode()).next()).hasSize(24);
  }

  @Test
  void areNeverTheSame() {
    Passwords passwords = withMinimum(8);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(passwords.next())).isTrue();
    }
  }
}
