package io.github.cognitobackup.emulator.scenario;

/**
 * A Lambda function that Cognito would have called. The emulator calls none.
 *
 * @param poolId the pool
 * @param source the trigger's source, such as {@code PreSignUp_AdminCreateUser}
 * @param functionArn the function in the pool's {@code LambdaConfig}
 * @param username the stored name of the user
 */
public record TriggerCall(String poolId, String source, String functionArn, String username) {}
