package io.github.cognitobackup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Answers that the emulator does not give. */
final class OddAnswers {

  private OddAnswers() {}

  /** Gives a user of every list another text as his identities. */
  static CognitoIdentityProviderClient withIdentitiesOf(
      CognitoIdentityProviderClient client, String username, String identities) {
    return (CognitoIdentityProviderClient)
        Proxy.newProxyInstance(
            OddAnswers.class.getClassLoader(),
            new Class<?>[] {CognitoIdentityProviderClient.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(client, arguments);
                return answer instanceof ListUsersResponse list
                    ? list.toBuilder()
                        .users(
                            list.users().stream()
                                .map(user -> changed(user, username, identities))
                                .toList())
                        .build()
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static UserType changed(UserType user, String username, String identities) {
    if (!user.username().equals(username)) {
      return user;
    }
    List<AttributeType> attributes = new ArrayList<>(user.attributes());
    attributes.add(AttributeType.builder().name("identities").value(identities).build());
    return user.toBuilder().attributes(attributes).build();
  }
}
