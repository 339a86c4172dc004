package io.github.cognitobackup.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an exception quotes, its message is printable; what its methods return is exact. */
class PrintableMessagesTest {

  private static final String HOSTILE =
      "x\u0000\t\r\n\u001b[2J\u007f\u009b2J\u061c\u200b\u200f\u2028\u202e\u2066\ud800y";

  private static final String PRINTABLE =
      "x\\u0000\\t\\r\\n\\u001b[2J\\u007f\\u009b2J\\u061c\\u200b\\u200f\\u2028\\u202e\\u2066\\ud800y";

  @ParameterizedTest
  @MethodSource("exceptions")
  void messagesArePrintable(Executable maker) throws ReflectiveOperationException {
    Object[] arguments =
        Arrays.stream(maker.getParameterTypes()).map(PrintableMessagesTest::hostile).toArray();

    Throwable made =
        maker instanceof Constructor<?> constructor
            ? (Throwable) constructor.newInstance(arguments)
            : (Throwable) ((Method) maker).invoke(null, arguments);

    assertThat(made)
        .hasMessage(PRINTABLE)
        .hasToString(made.getClass().getName() + ": " + PRINTABLE);
    for (Method value : made.getClass().getDeclaredMethods()) {
      if (value.getReturnType() == String.class && value.getParameterCount() == 0) {
        assertThat(value.invoke(made)).as(value.toString()).isEqualTo(HOSTILE);
      }
    }
  }

  /** All public ways to make an exception of this library. */
  static Stream<Executable> exceptions() {
    List<Class<?>> types =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.cognitobackup")
                .stream()
                .filter(type -> type.isAssignableTo(CognitoBackupException.class))
                .filter(type -> !type.getModifiers().toString().contains("ABSTRACT"))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    assertThat(types).hasSizeGreaterThan(9);
    return types.stream()
        .flatMap(
            type ->
                Stream.concat(
                    Arrays.stream(type.getConstructors()),
                    Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == type)));
  }

  private static Object hostile(Class<?> type) {
    if (type == String.class) {
      return HOSTILE;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == Duration.class) {
      return Duration.ofMinutes(1);
    }
    return type.isEnum() ? type.getEnumConstants()[0] : new IllegalStateException(HOSTILE);
  }
}
