package social.coulomb.sandboxer.apiserver.kinds;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What can be asked of an object beside the object itself.
///
/// @param status whether `/status` is there, so that the main endpoint leaves the status alone
/// @param scale where `/scale` finds its numbers, if there is one
public record Subresources(boolean status, Optional<ScalePaths> scale) {

    public static final Subresources NONE = new Subresources(false, Optional.empty());

    /// The names as they stand in URLs, in the order of discovery.
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        if (status) {
            names.add("status");
        }
        scale.ifPresent(paths -> names.add("scale"));
        return names;
    }
}
