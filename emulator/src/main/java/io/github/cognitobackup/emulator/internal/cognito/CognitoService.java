package io.github.cognitobackup.emulator.internal.cognito;

import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Images;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.internal.protocol.Service;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/** Amazon Cognito user pools: a table of operations over one account, under one lock. */
public final class CognitoService implements Service {

  private static final Pattern READ = Pattern.compile("(Admin)?(List|Get|Describe).*");

  private final Account account;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Handler> operations = new HashMap<>();

  /** An account without pools. */
  public CognitoService(String region, String accountId, Clock clock, Images images) {
    account = new Account(region, accountId, clock);
    Paging paging = new Paging(account);
    List.of(
            new PoolOperations(account, paging),
            new MfaOperations(account),
            new TagOperations(account),
            new ClientOperations(account, paging),
            new ResourceServerOperations(account, paging),
            new ProviderOperations(account, paging),
            new DomainOperations(account),
            new AddOnOperations(account, images),
            new BrandingOperations(account, paging),
            new ReplicationOperations(account),
            new GroupOperations(account, paging),
            new UserReadOperations(account),
            new UserCreationOperations(account),
            new UserUpdateOperations(account),
            new PasswordOperations(account),
            new MfaPreferenceOperations(account),
            new LinkOperations(account))
        .forEach(family -> family.register(operations));
  }

  @Override
  public String target() {
    return "AWSCognitoIdentityProviderService";
  }

  @Override
  public byte[] call(String operation, Params params) {
    Handler handler = operations.get(operation);
    if (handler == null) {
      throw new ApiError("UnknownOperationException", null);
    }
    Lock held = READ.matcher(operation).matches() ? lock.readLock() : lock.writeLock();
    held.lock();
    try {
      return Json.bytes(handler.handle(params));
    } finally {
      held.unlock();
    }
  }

  /** The way past the protocol, for those who hold the emulator in their hands. */
  public Seeding seeding() {
    return new Seeding(account, lock);
  }

  /** What may be changed in the manner of the answers. */
  public Behaviour behaviour() {
    return account.behaviour;
  }
}
