package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class OperationsTest {

  static Stream<Operation<?, ?>> operations() throws IllegalAccessException {
    List<Operation<?, ?>> operations = new ArrayList<>();
    for (Field field : Operations.class.getFields()) {
      operations.add((Operation<?, ?>) field.get(null));
    }
    return operations.stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isNamedAsTheMethodThatItCalls(Operation<?, ?> operation) {
    List<String> called = new ArrayList<>();
    CognitoIdentityProviderClient client =
        (CognitoIdentityProviderClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CognitoIdentityProviderClient.class},
                (proxy, method, arguments) -> {
                  called.add(method.getName());
                  return null;
                });
    operation.method().apply(client, null);

    assertThat(called).singleElement().asString().isEqualToIgnoringCase(operation.name());
  }
}
