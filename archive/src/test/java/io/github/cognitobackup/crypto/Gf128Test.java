package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Gf128Test {

  @Property
  void multipliesAsPolynomials(@ForAll @Size(16) byte[] a, @ForAll @Size(16) byte[] b) {
    assertThat(Gf128.of(a).multiply(Gf128.of(b)).toBytes()).isEqualTo(PlainGcm.multiply(a, b));
  }

  @Property(tries = 200)
  void raisesToAPowerAsRepeatedMultiplicationDoes(
      @ForAll @Size(16) byte[] a, @ForAll @IntRange(max = 40) int exponent) {
    Gf128 expected = Gf128.one();
    for (int i = 0; i < exponent; i++) {
      expected.multiply(Gf128.of(a));
    }

    assertThat(Gf128.of(a).power(exponent).toBytes()).isEqualTo(expected.toBytes());
  }

  @Property(tries = 200)
  void yieldsOneWithItsInverse(@ForAll @Size(16) byte[] a) {
    Gf128 element = Gf128.of(a);
    Gf128 one = new BigInteger(a).signum() == 0 ? Gf128.zero() : Gf128.one();

    assertThat(element.inverse().multiply(element).toBytes()).isEqualTo(one.toBytes());
  }
}
