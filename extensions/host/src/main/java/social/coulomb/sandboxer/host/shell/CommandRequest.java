package social.coulomb.sandboxer.host.shell;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One command to be run on a host.
///
/// @param program what runs
/// @param directory where it runs, an absolute path; `null` for the account's home
/// @param environment additional variables; their values travel on standard input, never on a command line, and
///     are not printed
/// @param input its standard input
/// @param timeout how long it may run; enforced on the host as well, where it first gets TERM and two seconds
///     later KILL
/// @param outputLimit how much of each output stream is kept
public record CommandRequest(
        Program program,
        @Nullable String directory,
        Map<String, String> environment,
        CommandInput input,
        Duration timeout,
        OutputLimit outputLimit) {
    /// The time limit of a request that names none.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public CommandRequest {
        environment = Map.copyOf(environment);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a time limit must be positive: " + timeout);
        }
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("not the name of an environment variable: " + name);
            }
        }
    }

    /// A program with its arguments.
    public static CommandRequest command(String... arguments) {
        return command(List.of(arguments));
    }

    /// A program with its arguments.
    public static CommandRequest command(List<String> arguments) {
        return of(new Program.Arguments(arguments));
    }

    /// A POSIX shell script with its positional arguments.
    public static CommandRequest script(String text, String... arguments) {
        return of(new Program.Script(text, List.of(arguments)));
    }

    private static CommandRequest of(Program program) {
        return new CommandRequest(program, null, Map.of(), CommandInput.none(), DEFAULT_TIMEOUT, OutputLimit.DEFAULT);
    }

    /// The same command, run in `newDirectory`.
    public CommandRequest in(String newDirectory) {
        return new CommandRequest(program, newDirectory, environment, input, timeout, outputLimit);
    }

    /// The same command with one more environment variable.
    public CommandRequest withEnvironment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new CommandRequest(program, directory, more, input, timeout, outputLimit);
    }

    /// The same command reading `newInput`.
    public CommandRequest withInput(CommandInput newInput) {
        return new CommandRequest(program, directory, environment, newInput, timeout, outputLimit);
    }

    /// The same command with another time limit.
    public CommandRequest within(Duration newTimeout) {
        return new CommandRequest(program, directory, environment, input, newTimeout, outputLimit);
    }

    /// The same command with another output limit.
    public CommandRequest limitedTo(OutputLimit newLimit) {
        return new CommandRequest(program, directory, environment, input, timeout, newLimit);
    }

    /// A short name for messages: the program's name, or the script's first line. Never an argument, a variable
    /// or input.
    public String summary() {
        return switch (program) {
            case Program.Arguments command -> command.arguments().getFirst();
            case Program.Script script ->
                "script \"%s\""
                        .formatted(script.text().strip().lines().findFirst().orElse(""));
        };
    }

    @Override
    public String toString() {
        return "CommandRequest[%s, timeout=%s]".formatted(summary(), timeout);
    }
}
