package io.github.cognitobackup.internal.reading;

import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Lists who is in which group, by several threads; takes (group, user name). */
final class MembershipListing {

  private static final int PAGE = 60;
  private static final int THREADS = 8;

  private final Pool pool;

  MembershipListing(Pool pool) {
    this.pool = pool;
  }

  /** Asks each group for its users: cheap where groups are few. */
  void ofGroups(Collection<String> groups, BiConsumer<String, String> sink) {
    try (WorkCrew crew = new WorkCrew("listing memberships", THREADS)) {
      groups.forEach(group -> crew.submit(() -> ofGroup(group, sink)));
      crew.finish();
    }
  }

  /** Asks for the groups of each user: cheap where users are fewer than groups. */
  void ofUsers(List<String> usernames, BiConsumer<String, String> sink) {
    try (WorkCrew crew = new WorkCrew("listing memberships", THREADS)) {
      usernames.forEach(username -> crew.submit(() -> ofUser(username, sink)));
      crew.finish();
    }
  }

  private void ofGroup(String group, BiConsumer<String, String> sink) {
    Pages.forEach(
        token -> {
          var page =
              pool.call(
                  ListUsersInGroupRequest.builder()
                      .userPoolId(pool.id())
                      .groupName(group)
                      .limit(PAGE)
                      .nextToken(token)
                      .build(),
                  Operations.LIST_USERS_IN_GROUP);
          page.users().forEach(user -> sink.accept(group, user.username()));
          return page.nextToken();
        });
  }

  private void ofUser(String username, BiConsumer<String, String> sink) {
    try {
      Pages.forEach(
          token -> {
            var page =
                pool.call(
                    AdminListGroupsForUserRequest.builder()
                        .userPoolId(pool.id())
                        .username(username)
                        .limit(PAGE)
                        .nextToken(token)
                        .build(),
                    Operations.ADMIN_LIST_GROUPS_FOR_USER);
            page.groups().forEach(group -> sink.accept(group.groupName(), username));
            return page.nextToken();
          });
    } catch (UserNotFoundException e) {
      // deleted since they were listed: a snapshot is of no one moment
    }
  }
}
