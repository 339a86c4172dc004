package io.github.cognitobackup.internal.cognito.resource;

import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateRequest;

/** The certificate with which a pool signs SAML requests. A new pool has its own. */
public final class SigningCertificate extends Information {

  @Override
  public String type() {
    return "signing-certificate";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("GetSigningCertificate");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    try {
      var answer =
          pool.ask(
              GetSigningCertificateRequest.builder().userPoolId(pool.id()).build(),
              Operations.GET_SIGNING_CERTIFICATE);
      sink.resource(Resource.described(type(), "", answer.response(), answer.wire()));
    } catch (SdkException e) {
      if (!pool.lacks(e)) {
        throw e;
      }
    }
  }
}
