package io.github.cognitobackup.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.event.BackupListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {

  private final List<String> told = new ArrayList<>();

  private static BackupListener listener(InvocationHandler handler) {
    return (BackupListener)
        Proxy.newProxyInstance(
            BackupListener.class.getClassLoader(), new Class<?>[] {BackupListener.class}, handler);
  }

  private static void tellAll(BackupListener listener) {
    listener.onResource("clients", "1");
    listener.onGap("groups", "denied");
    listener.onUsersEstimated(1);
    listener.onUsers(2);
    listener.onMemberships(3);
    listener.onThrottled("ListUsers", 4);
    listener.onRepeated("ListUsers", "HTTP 500", 5);
    listener.onRestored(6, 7);
    listener.onFailed("user", "refused");
  }

  private BackupListener recording() {
    return listener(
        (proxy, method, arguments) -> {
          told.add(method.getName() + Arrays.toString(arguments));
          return null;
        });
  }

  @Test
  void passesEachEventOnAsItIs() {
    tellAll(recording());
    List<String> bare = List.copyOf(told);
    told.clear();
    tellAll(new GuardedListener(recording()));

    assertThat(told).isEqualTo(bare);
    assertThat(told)
        .extracting(event -> event.substring(0, event.indexOf('[')))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(BackupListener.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet()));
  }

  @Test
  void aListenerThatFailsDisturbsNothing() {
    BackupListener failing =
        listener(
            (proxy, method, arguments) -> {
              throw new IllegalStateException("the listener's own fault");
            });

    assertThatCode(() -> tellAll(new GuardedListener(failing))).doesNotThrowAnyException();
  }

  @Test
  void anErrorIsNotHeldBack() {
    BackupListener broken =
        listener(
            (proxy, method, arguments) -> {
              throw new StackOverflowError();
            });

    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() -> new GuardedListener(broken).onUsers(1));
  }
}
