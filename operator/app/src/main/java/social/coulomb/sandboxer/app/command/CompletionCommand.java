package social.coulomb.sandboxer.app.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sandboxer completion`: what makes a shell complete this program's words.
@Command(
        name = "completion",
        description = "Prints a script that makes the shell complete commands and options.",
        mixinStandardHelpOptions = true,
        footer = {"", "bash, zsh: source <(sandboxer completion bash)"})
public final class CompletionCommand implements Callable<Integer> {

    /// The shells that there is a script for.
    public enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    /// One script serves both: in zsh it turns on bash's way of completing by itself.
    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        program.getOut().println(AutoComplete.bash(program.getCommandName(), program));
        return 0;
    }
}
