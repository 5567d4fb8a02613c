package social.coulomb.sandboxer.sdk.catalog;

import org.jspecify.annotations.Nullable;

/// One catalog file as it was found, before it is understood.
///
/// @param name what a user would look for: a path, or `configmap <namespace>/<name> key <key>`
/// @param text its whole content, YAML
/// @param lastGood what it held when it was last understood; stays in force while the text is not; null when unknown
public record CatalogFile(
        String name, String text, @Nullable String lastGood) {

    public CatalogFile(String name, String text) {
        this(name, text, null);
    }
}
