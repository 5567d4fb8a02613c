package social.coulomb.sandboxer.app.command.catalog;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.catalog.CatalogAnnotations;

/// Whether the controllers have what an extension needs, as they say it beside its descriptor. Pure.
///
/// @param status `True`, `False` or `Unknown`
/// @param reason one word, such as `NoAdapter`; null when there is none
record Availability(
        String status, @Nullable String reason, @Nullable String message) {

    private static final Pattern FORM =
            Pattern.compile("(True|False|Unknown)(?:: *([A-Za-z][A-Za-z0-9]*)(?:: *(.*))?)?", Pattern.DOTALL);

    /// @param id whose line is wanted, where the ConfigMap holds several descriptors
    static Availability of(Map<String, String> annotations, String id) {
        String all = annotations.get(CatalogAnnotations.AVAILABLE);
        String mark = id + ": ";
        String said = all == null
                ? null
                : all.lines()
                        .filter(line -> line.startsWith(mark))
                        .findFirst()
                        .map(line -> line.substring(mark.length()))
                        .orElse(all);
        Matcher matcher = FORM.matcher(said == null ? "Unknown" : said.strip());
        return matcher.matches()
                ? new Availability(matcher.group(1), matcher.group(2), matcher.group(3))
                : new Availability("Unknown", null, said);
    }

    /// Null where nothing is known.
    @Nullable
    Boolean isAvailable() {
        return switch (status) {
            case "True" -> Boolean.TRUE;
            case "False" -> Boolean.FALSE;
            default -> null;
        };
    }
}
