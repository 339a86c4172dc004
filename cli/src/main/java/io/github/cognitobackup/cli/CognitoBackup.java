package io.github.cognitobackup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself; does nothing without one of its commands. */
@Command(
    name = "cognito-backup",
    description = "Backs up Amazon Cognito user pools into sealed archives and brings them back.",
    mixinStandardHelpOptions = true,
    versionProvider = CognitoBackup.Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    subcommands = {
      BackupCommand.class,
      VerifyCommand.class,
      PlanCommand.class,
      RestoreCommand.class,
      FinishFederatedCommand.class,
      ListCommand.class,
      PruneCommand.class,
      InspectCommand.class,
      ExtractCommand.class,
      GenerateDataKeyCommand.class,
      ValidateDataKeyCommand.class,
      CopyCommand.class,
      MigrateCommand.class,
      RewrapCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:complete",
      "1:failed: the message gives the cause and the next step",
      "2:wrong usage: nothing was done",
      "3:partial: what is missing or differs is named in the report",
      "4:suspicious: the archive was written, but holds far fewer users than the one before"
    },
    footer = {
      "",
      "Region, credentials and endpoints come from where the AWS SDK for Java looks for them:",
      "AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL, ~/.aws/config ..."
    })
final class CognitoBackup implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CognitoBackup() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as backup or restore");
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = CognitoBackup.class.getPackage().getImplementationVersion();
      return new String[] {"cognito-backup " + (version == null ? "(not packaged)" : version)};
    }
  }
}
