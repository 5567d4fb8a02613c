package social.coulomb.sandboxer.host.shell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/// What a command that ran to its end left behind. An exit status other than 0 is a result, not a failure.
///
/// @param exitStatus as a shell reports it: 128 + n when signal n ended the command
/// @param output the first bytes of standard output, up to the limit
/// @param errors the first bytes of standard error, up to the limit; engines warn there although they succeed
/// @param truncated true if either stream gave more than the limit
/// @param duration from the request to the end, as seen from here
public record CommandResult(int exitStatus, byte[] output, byte[] errors, boolean truncated, Duration duration) {
    private static final int FIRST_SIGNAL = 129;
    private static final int LAST_SIGNAL = 192;

    /// True if the exit status is 0.
    public boolean succeeded() {
        return exitStatus == 0;
    }

    /// The signal that ended the command, by the shell's convention.
    public OptionalInt signal() {
        return exitStatus >= FIRST_SIGNAL && exitStatus <= LAST_SIGNAL
                ? OptionalInt.of(exitStatus - FIRST_SIGNAL + 1)
                : OptionalInt.empty();
    }

    /// Standard output as UTF-8.
    public String outputText() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /// Standard error as UTF-8.
    public String errorText() {
        return new String(errors, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CommandResult[exitStatus=%d, output=%d bytes, errors=%d bytes, truncated=%s, duration=%s]"
                .formatted(exitStatus, output.length, errors.length, truncated, duration);
    }
}
