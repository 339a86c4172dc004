package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Every reading operation of the SDK in use is read from, or listed with the reason why not. */
class CoverageTest {

  private static final Path TABLE = Path.of("../docs/backup-coverage.md");
  private static final Pattern READS =
      Pattern.compile("(Describe|Get|List|AdminGet|AdminList)[A-Z].*");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z]\\w+) \\| (\\S.*\\S) \\|$", Pattern.MULTILINE);

  private static Set<String> readingOperations() {
    Set<String> operations = new TreeSet<>();
    for (Method method : CognitoIdentityProviderClient.class.getMethods()) {
      if (method.getParameterCount() == 1) {
        String request = method.getParameterTypes()[0].getSimpleName();
        if (request.endsWith("Request") && READS.matcher(request).matches()) {
          operations.add(request.substring(0, request.length() - "Request".length()));
        }
      }
    }
    return operations;
  }

  private static List<String> listed(String heading) throws IOException {
    String document = Files.readString(TABLE);
    String section = document.substring(document.indexOf("## " + heading + "\n"));
    int next = section.indexOf("\n## ");
    List<String> names = new ArrayList<>();
    ROW.matcher(next < 0 ? section : section.substring(0, next))
        .results()
        .map((MatchResult row) -> row.group(1))
        .filter(name -> !name.equals("Operation"))
        .forEach(names::add);
    return names;
  }

  @Tag("newest-sdk") // what an older one has not is not listed
  @Test
  void everyReadingOperationIsListedOnce() throws IOException {
    List<String> listed = new ArrayList<>(listed("Read"));
    listed.addAll(listed("Not read"));

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(listed)).isEqualTo(readingOperations());
  }

  @Test
  void theTableOfWhatIsReadAgreesWithTheKinds() throws IOException {
    Set<String> read = new HashSet<>();
    ResourceKinds.all().stream().map(ResourceKind::readOperations).forEach(read::addAll);
    assertThat(read).as("resources").isNotEmpty();
    read.addAll(
        Set.of(
            "ListUsers",
            "ListUsersInGroup",
            "AdminListGroupsForUser",
            "ListUserPools",
            "AdminGetUser"));

    assertThat(listed("Read")).containsExactlyInAnyOrderElementsOf(read);
  }
}
