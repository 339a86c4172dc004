package io.github.cognitobackup.internal.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.cognito.Answer;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.log.Log;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * Lists all users of a pool. One chain of pages is as slow as its round trips; sixteen chains, one
 * for each first digit of {@code sub}, are not. No page of AWS promises that the filter divides a
 * pool without remainder, so it is used only where a probe and each single answer bear it out, and
 * its total is compared with the pool's own estimate.
 */
final class UserListing {

  /** The chains left users out; the listing must be made again in one chain. */
  static final class ChainsIncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChainsIncompleteException(String message) {
      super(message);
    }
  }

  private static final Log LOG = Log.of(UserListing.class);
  private static final String TYPE = "users";
  private static final int PAGE = 60;
  private static final int THREADS = 8;
  private static final double TOLERATED_SHARE = 0.99;

  private final Pool pool;
  private final long estimate;

  /**
   * Prepares a listing.
   *
   * @param pool the pool
   * @param estimate the pool's own estimate of its users; 0 where it gives none
   */
  UserListing(Pool pool, long estimate) {
    this.pool = pool;
    this.estimate = estimate;
  }

  /** Hands over all users in one chain of pages; gives their number. */
  long inOneChain(Consumer<Resource> sink) {
    AtomicLong count = new AtomicLong();
    Pages.forEach(token -> accept(page(token, null), sink, count));
    return count.get();
  }

  /**
   * Hands over all users, where it is trustworthy in parallel chains and by several threads; gives
   * their number.
   *
   * @throws ChainsIncompleteException when users were handed over, but too few
   */
  long inChains(Consumer<Resource> sink) {
    Answer<ListUsersResponse> first = page(null, null);
    if (first.response().paginationToken() == null
        || estimate == 0
        || !filterDivides(first.response())) {
      AtomicLong count = new AtomicLong();
      String second = accept(first, sink, count);
      if (second != null) {
        Pages.forEach(token -> accept(page(token == null ? second : token, null), sink, count));
      }
      return count.get();
    }
    AtomicLong count = new AtomicLong();
    try (WorkCrew crew = new WorkCrew("listing users", THREADS)) {
      prefixes().forEach(prefix -> crew.submit(() -> chain(prefix, sink, count)));
      crew.finish();
    }
    if (count.get() < estimate * TOLERATED_SHARE) {
      throw new ChainsIncompleteException(
          "parallel chains listed " + count + " of about " + estimate + " users");
    }
    return count.get();
  }

  private void chain(String prefix, Consumer<Resource> sink, AtomicLong count) {
    Pages.forEach(
        token -> {
          Answer<ListUsersResponse> page = page(token, prefix);
          if (!isOf(prefix, page.response().users())) {
            throw new ChainsIncompleteException("a chain held users of another");
          }
          return accept(page, sink, count);
        });
  }

  private boolean filterDivides(ListUsersResponse sample) {
    Optional<String> sub = sample.users().stream().findFirst().flatMap(UserListing::sub);
    if (sub.isEmpty() || !prefixes().contains(sub.get().substring(0, 1))) {
      return false;
    }
    String prefix = sub.get().substring(0, 1);
    try {
      List<UserType> answer = page(null, prefix).response().users();
      return !answer.isEmpty() && isOf(prefix, answer);
    } catch (SdkException e) {
      LOG.debug("users are listed in one chain: {}", CognitoErrors.code(e));
      return false;
    }
  }

  private static boolean isOf(String prefix, List<UserType> users) {
    return users.stream().allMatch(user -> sub(user).orElse("").startsWith(prefix));
  }

  private static @Nullable String accept(
      Answer<ListUsersResponse> page, Consumer<Resource> sink, AtomicLong count) {
    List<UserType> users = page.response().users();
    JsonNode wire = page.wire().path("Users");
    for (int i = 0; i < users.size(); i++) {
      sink.accept(Resource.described(TYPE, users.get(i).username(), users.get(i), wire.path(i)));
    }
    count.addAndGet(users.size());
    return page.response().paginationToken();
  }

  private Answer<ListUsersResponse> page(@Nullable String token, @Nullable String prefix) {
    ListUsersRequest.Builder request =
        ListUsersRequest.builder().userPoolId(pool.id()).limit(PAGE).paginationToken(token);
    if (prefix != null) {
      request.filter("sub ^= \"" + prefix + '"');
    }
    return pool.ask(request.build(), Operations.LIST_USERS);
  }

  private static List<String> prefixes() {
    return IntStream.range(0, 16).mapToObj(Integer::toHexString).toList();
  }

  private static Optional<String> sub(UserType user) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .map(AttributeType::value)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
