package social.coulomb.sandboxer.app.command.output;

import java.util.Locale;

/// The forms in which objects are printed.
public enum OutputForm {
    /// For programs: snake_case, lower-case states.
    JSON,
    /// The objects as the API holds them.
    YAML,
    TABLE,
    /// A table with more columns.
    WIDE,
    /// Kind and name alone, for scripts.
    NAME;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
