package social.coulomb.sandboxer.host.shell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// How a request travels: a fixed command line for the account's login shell, one line on standard input that
/// holds everything that varies, and marks around both outputs.
///
/// The login shell may be anything (fish and csh quote differently) and may print what it likes before (bash
/// reads `.bashrc` even for commands), so it only ever sees words that need no quoting, and nothing before the
/// first mark counts. What comes between the marks is the command's; the last mark carries its exit status, so
/// a lost connection, a status of 255 and a daemon that keeps the streams open are told apart.
public final class CommandFrame {
    /// Between TERM and KILL when the time is up.
    public static final Duration KILL_AFTER = Duration.ofSeconds(2);

    private static final String RECORD_SEPARATOR = "\\036";
    private static final String READ_AND_RUN = "/bin/sh -c 'IFS= read -r c; eval \"$c\"'";

    private final CommandRequest request;
    private final String nonce;

    private CommandFrame(CommandRequest request, String nonce) {
        this.request = request;
        this.nonce = nonce;
    }

    /// A frame whose marks the command cannot guess.
    public static CommandFrame around(CommandRequest request) {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return new CommandFrame(request, HexFormat.of().formatHex(random));
    }

    /// What the login shell is asked to run. Holds nothing of the request but its time limit.
    public String commandLine() {
        return "exec timeout -k %d %d %s".formatted(KILL_AFTER.toSeconds(), wholeSeconds(), READ_AND_RUN);
    }

    /// The host counts whole seconds only.
    private long wholeSeconds() {
        return request.timeout().plusNanos(999_999_999).toSeconds();
    }

    /// What must come first on standard input.
    public byte[] preamble() {
        String oneLine = ShellQuoting.quote(body()).replace("\n", "'\"$n\"'");
        return ("n=${IFS#??};eval " + oneLine + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// A reader of one of the two output streams.
    StreamFrame stream() {
        return new StreamFrame(nonce, request.outputLimit());
    }

    /// TERM is caught so that the shell outlives the command and can tell how it ended.
    private String body() {
        return """
                unset c n
                trap : TERM
                read -r p q r s g t </proc/$$/stat
                printf '%1$sB%2$s %%s\\n' "$g"
                printf '%1$sB%2$s\\n' >&2
                (
                unset p q r s g t
                %3$s)
                s=$?
                printf '%1$sE%2$s %%s\\n' "$s"
                printf '%1$sE%2$s %%s\\n' "$s" >&2
                exit 0
                """.formatted(RECORD_SEPARATOR, nonce, payload());
    }

    private String payload() {
        StringBuilder payload = new StringBuilder();
        String directory = request.directory();
        if (directory != null) {
            payload.append("cd -P -- ").append(ShellQuoting.quote(directory)).append(" || exit\n");
        }
        payload.append(request.environment().entrySet().stream()
                .map(variable -> "export %s=%s\n".formatted(variable.getKey(), ShellQuoting.quote(variable.getValue())))
                .collect(Collectors.joining()));
        return payload.append(
                        switch (request.program()) {
                            case Program.Arguments command ->
                                // "--" would be the cure for a name with a leading dash, but dash's exec takes no "--".
                                "exec " + ShellQuoting.quote(command.arguments()) + "\n";
                            case Program.Script script ->
                                "set -- %s\neval %s\n"
                                        .formatted(
                                                ShellQuoting.quote(script.arguments()),
                                                ShellQuoting.quote(script.text()));
                        })
                .toString();
    }
}
