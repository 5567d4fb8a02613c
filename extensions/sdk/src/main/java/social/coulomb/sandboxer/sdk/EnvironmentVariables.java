package social.coulomb.sandboxer.sdk;

import org.jspecify.annotations.Nullable;

/// Reads the program's environment, where credentials for providers stand; a service for extensions.
///
/// Values are read when they are needed and kept nowhere.
@FunctionalInterface
public interface EnvironmentVariables {

    /// An environment in which nothing is set.
    EnvironmentVariables NONE = name -> null;

    /// @return null when the variable is not set
    @Nullable
    String get(String name);
}
