package social.coulomb.sandboxer.sdk;

import java.nio.file.Path;

/// Where backends keep what has to outlive the program and has no place outside it; a service for extensions.
///
/// @param path for the program's owner alone; it may not be there yet, and each backend makes its own folder in
///     it
public record StateFolder(Path path) {

    /// The folder of one extension.
    ///
    /// @param extension its id, such as `ext.saas-stub`
    public Path of(String extension) {
        return path.resolve(extension);
    }
}
