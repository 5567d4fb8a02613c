package social.coulomb.sandboxer.host.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The container engine of a host.
///
/// @param command the argument vector of its command line, to which arguments are appended
/// @param compose the compose program that works with it; `null` if there is none
/// @param rootless true if it runs as the account and not as root
/// @param problem why it cannot be used, and what to do; `null` if it can
public record EngineInfo(
        EngineKind kind,
        EngineVersion version,
        List<String> command,
        @Nullable ComposeInfo compose,
        boolean rootless,
        @Nullable String problem) {
    public EngineInfo {
        command = List.copyOf(command);
    }

    /// True if sandboxes can be run with it.
    public boolean isUsable() {
        return problem == null;
    }
}
