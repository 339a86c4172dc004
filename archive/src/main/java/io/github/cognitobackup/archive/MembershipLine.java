package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;

/** The line of one membership: two members, both strings, no others in any 1.x. */
final class MembershipLine {

  private MembershipLine() {}

  static Membership read(Json json, byte[] bytes, LineReader line) {
    Members members =
        new Members(json.read(bytes, line.start(), line.length(), line.where()), line.where());
    Membership membership = new Membership(members.text("group"), members.text("username"));
    if (!members.unknown().isEmpty()) {
      throw Corruption.at(line.where(), "has more members than group and username");
    }
    return membership;
  }
}
