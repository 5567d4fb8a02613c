package social.coulomb.sandboxer.app.command.sandbox;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Tells who waits of each change, a line each. Thread-safe: changes come from a watch.
final class WaitProgress {

    private final PrintWriter errors;
    private final boolean quiet;
    private String last = "";

    WaitProgress(PrintWriter errors, boolean quiet) {
        this.errors = errors;
        this.quiet = quiet;
    }

    /// @param sandbox null once it is gone, which the command itself tells
    synchronized void seen(@Nullable Sandbox sandbox) {
        if (sandbox != null) {
            String line = SandboxLine.progress(sandbox);
            if (!line.equals(last)) {
                last = line;
                say(line);
            }
        }
    }

    /// What is worth knowing and is no result.
    void say(String line) {
        if (!quiet) {
            errors.println(line);
            errors.flush();
        }
    }
}
