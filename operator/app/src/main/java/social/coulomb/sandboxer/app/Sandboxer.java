package social.coulomb.sandboxer.app;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.CompletionCommand;
import social.coulomb.sandboxer.app.command.OperatorCommand;
import social.coulomb.sandboxer.app.command.UpCommand;
import social.coulomb.sandboxer.app.command.api.ApiRefusal;
import social.coulomb.sandboxer.app.command.catalog.ExtensionsCommand;
import social.coulomb.sandboxer.app.command.catalog.ProfilesCommand;
import social.coulomb.sandboxer.app.command.host.HostsCommand;
import social.coulomb.sandboxer.app.command.host.InspectCommand;
import social.coulomb.sandboxer.app.command.sandbox.CreateCommand;
import social.coulomb.sandboxer.app.command.sandbox.DestroyCommand;
import social.coulomb.sandboxer.app.command.sandbox.ExpireCommand;
import social.coulomb.sandboxer.app.command.sandbox.ExtendTtlCommand;
import social.coulomb.sandboxer.app.command.sandbox.GetCommand;
import social.coulomb.sandboxer.app.command.sandbox.ListCommand;
import social.coulomb.sandboxer.app.command.sandbox.LogsCommand;
import social.coulomb.sandboxer.app.command.sandbox.ReachabilityCommand;
import social.coulomb.sandboxer.app.command.sandbox.RecreateCommand;

/// The program. Everything it can do is a subcommand.
@Command(
        name = "sandboxer",
        description = "Establishes sandboxes: one declarative API, many backends.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            OperatorCommand.class,
            CreateCommand.class,
            GetCommand.class,
            ListCommand.class,
            RecreateCommand.class,
            ExtendTtlCommand.class,
            ExpireCommand.class,
            DestroyCommand.class,
            ReachabilityCommand.class,
            LogsCommand.class,
            HostsCommand.class,
            InspectCommand.class,
            ProfilesCommand.class,
            ExtensionsCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 unexpected, 2 wrong command line, 3 state directory, 4 address in use,",
            "5 API not usable, 6 other controllers active, 7 host not reachable or not trusted, 8 sandbox not (yet) as",
            "needed, 9 no such object, 10 refused as invalid, 11 the field belongs to somebody else."
        })
public final class Sandboxer {

    private Sandboxer() {}

    public static void main(String[] arguments) {
        CarrierThreads.configure(System.getProperties(), Runtime.getRuntime().availableProcessors());
        ProgramLog.configure();
        System.exit(execute(arguments));
    }

    /// Runs one command line and answers its exit code. Failures are told on standard error, in one or two
    /// lines.
    static int execute(String... arguments) {
        CommandLine commandLine = commandLine();
        commandLine.setExecutionExceptionHandler((failure, failed, parsed) -> explain(failure, failed.getErr()));
        if (arguments.length == 0) {
            commandLine.usage(commandLine.getErr());
            return Exit.USAGE.code();
        }
        return commandLine.execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sandboxer()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int explain(Exception failure, PrintWriter errors) {
        if (failure instanceof StartFailure known) {
            errors.println("sandboxer: " + known.getMessage());
            return known.exit().code();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refusal) {
                StartFailure told = ApiRefusal.explain(refusal);
                errors.println("sandboxer: " + told.getMessage());
                return told.exit().code();
            }
        }
        errors.println("sandboxer: unexpected failure: " + failure);
        failure.printStackTrace(errors);
        return Exit.UNEXPECTED.code();
    }
}
