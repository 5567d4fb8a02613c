package social.coulomb.sandboxer.app.command.output;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// `-o FORM`, and `SANDBOXER_OUTPUT` for callers whose arguments cannot be changed.
public final class OutputOptions {

    private static final String VARIABLE = "SANDBOXER_OUTPUT";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "One of ${COMPLETION-CANDIDATES}; $" + VARIABLE + " without it, else what reads best.")
    private @Nullable OutputForm form;

    /// The form to print, or null where the command may choose.
    ///
    /// @throws StartFailure when the variable holds no form
    public @Nullable OutputForm form() throws StartFailure {
        return form != null ? form : parse(System.getenv(VARIABLE));
    }

    /// @param usual what the command prints when nobody says
    public OutputForm formOr(OutputForm usual) throws StartFailure {
        OutputForm wanted = form();
        return wanted == null ? usual : wanted;
    }

    static @Nullable OutputForm parse(@Nullable String word) throws StartFailure {
        if (word == null || word.isBlank()) {
            return null;
        }
        return Stream.of(OutputForm.values())
                .filter(each -> each.toString().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        Exit.USAGE, VARIABLE + "=" + word + ": it is one of json, yaml, table, wide, name"));
    }
}
