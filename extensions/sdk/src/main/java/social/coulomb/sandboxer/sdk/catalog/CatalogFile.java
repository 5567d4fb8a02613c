package social.coulomb.sandboxer.sdk.catalog;

/// One catalog file as it was found, before it is understood.
///
/// @param name what a user would look for: a path, or `configmap <namespace>/<name> key <key>`
/// @param text its whole content, YAML
public record CatalogFile(String name, String text) {}
