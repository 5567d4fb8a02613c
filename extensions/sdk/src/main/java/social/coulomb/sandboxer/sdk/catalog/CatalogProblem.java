package social.coulomb.sandboxer.sdk.catalog;

import org.jspecify.annotations.Nullable;

/// A catalog file that cannot be used, told so that its author finds the place.
///
/// @param file the file's name
/// @param line 1-based; 0 when the file as a whole is meant
/// @param field dotted path such as `ttl.default`; empty when no field is meant
/// @param message what is wrong and what is wanted
/// @param kept what stays in force instead, such as `version 1.0.0 of profile.demo`; null when nothing does
public record CatalogProblem(
        String file,
        int line,
        String field,
        String message,
        @Nullable String kept) {

    CatalogProblem(String file, int line, String field, String message) {
        this(file, line, field, message, null);
    }

    CatalogProblem keeping(String what) {
        return new CatalogProblem(file, line, field, message, what);
    }

    /// `file:line: field: message`, as compilers print it, and what stays in force.
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String told = field.isEmpty() ? place + ": " + message : place + ": " + field + ": " + message;
        return kept == null ? told : told + " (until then the catalog keeps " + kept + ")";
    }
}
