package social.coulomb.sandboxer.sdk.catalog;

/// One understood catalog file.
///
/// @param file where it came from
/// @param digest `sha256:` and the lower-case hex of the file's bytes; names what a sandbox was made from
/// @param text the file's content, of which the digest is
/// @param value the profile or descriptor
public record CatalogEntry<T>(String file, String digest, String text, T value) {}
