package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A kind of resource. A new one is a class that implements this, a line in {@link ResourceKinds}
 * and a test.
 */
public interface ResourceKind {

  /** Takes what is read; a document that cannot be read is named, not passed over. */
  interface Sink {
    void resource(Resource resource);

    void unreadable(String type, String id, SdkException cause);

    /** Names what a document that was read does not tell, because Cognito does not. */
    void incomplete(String type, String id, String reason);
  }

  /** The name of the kind: its folder in the archive. */
  String type();

  /** The operations by which it is read, as the Java SDK spells them. */
  Set<String> readOperations();

  /** Whether a snapshot without it is none. */
  default boolean essential() {
    return false;
  }

  /** Whether an archive holds it for people alone: it is neither restored nor compared. */
  default boolean information() {
    return false;
  }

  /**
   * Reads all there are; throws what Cognito answers when not even their list can be read.
   *
   * @param outline what other kinds have read of the same pool
   */
  void read(Pool pool, PoolOutline outline, Sink sink);

  /** Picks this kind's resources out of a snapshot's. */
  default List<Resource> select(List<Resource> snapshot) {
    return snapshot.stream().filter(resource -> resource.type().equals(type())).toList();
  }

  /** The member of a document that tells it from others of its kind; empty where there is one. */
  default Optional<String> idMember() {
    return Optional.empty();
  }

  /** What a person calls it. */
  default String nameOf(Resource resource) {
    return resource.id();
  }

  /** The SDK's model of a document; empty where the document is not one of its own. */
  default Optional<SdkPojo> model() {
    return Optional.empty();
  }

  /** The part of the document that a restore can give back, in the form in which it is compared. */
  ObjectNode restorable(ObjectNode document);

  /** Finds what of the pool's resource is not as the archive's, in what both can tell. */
  default List<MemberChange> differences(Resource wanted, Resource actual) {
    return JsonDifference.between(
        restorable(wanted.document()), restorable(KnownMembers.of(actual, wanted.document())));
  }

  /** Says which actual resource answers to which wanted one. */
  default Pairing pair(List<Resource> wanted, List<Resource> actual) {
    return Pairing.by(Resource::id, wanted, actual);
  }

  /** Why nobody can create what is wanted, where that is known beforehand. */
  default Optional<String> obstacle(Resource wanted) {
    return Optional.empty();
  }

  /** Why nobody can bring what the pool has to what is wanted, where that is known beforehand. */
  default Optional<String> obstacle(Resource wanted, Resource actual) {
    return Optional.empty();
  }

  /**
   * Says what may be written where the whole was refused: the document without a member for which a
   * pool may be to blame. Never one whose absence allows more than it did. Asked again after each
   * further refusal, until there is nothing more to leave out.
   *
   * @param wanted the document that was refused
   * @param now the pool's document; an empty one where it has none
   * @throws UnchangeableException when nothing may be left out, and why
   */
  default Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    return Optional.empty();
  }

  /** The member that names the app client to which a document belongs, for kinds that have one. */
  default Optional<String> clientMember() {
    return Optional.empty();
  }

  /** The archive's resource as it is wanted in a pool whose app clients have other ids. */
  default Resource inTarget(Resource wanted, Map<String, String> clientIds) {
    String member = clientMember().orElse("");
    String id = clientIds.get(Documents.text(wanted.document(), member));
    if (id == null) {
      return wanted;
    }
    Resource mapped = wanted.with(member, TextNode.valueOf(id));
    return idMember().equals(clientMember()) ? mapped.withId(id) : mapped;
  }

  /** Creates what the pool has not; gives the id under which it has it now. */
  String create(Pool pool, Resource wanted);

  /** Makes what the pool has as it is wanted. */
  void update(Pool pool, Resource wanted, Resource actual);
}
