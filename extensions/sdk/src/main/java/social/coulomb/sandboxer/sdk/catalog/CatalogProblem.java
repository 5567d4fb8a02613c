package social.coulomb.sandboxer.sdk.catalog;

/// A catalog file that cannot be used, told so that its author finds the place.
///
/// @param file the file's name
/// @param line 1-based; 0 when the file as a whole is meant
/// @param field dotted path such as `ttl.default`; empty when no field is meant
/// @param message what is wrong and what is wanted
public record CatalogProblem(String file, int line, String field, String message) {

    /// `file:line: field: message`, as compilers print it.
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return field.isEmpty() ? place + ": " + message : place + ": " + field + ": " + message;
    }
}
