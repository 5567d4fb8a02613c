package social.coulomb.sandboxer.apiserver.objects;

import java.util.Optional;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;

/// What a watch is to show.
///
/// @param resourceVersion changes after this one are shown; empty or `0`: the present objects first
/// @param match only `NOT_OLDER_THAN` with `sendInitialEvents`
/// @param bookmarks whether the client understands bookmarks
/// @param sendInitialEvents whether the present objects come first, where the request says so
public record WatchOptions(
        LabelSelector labels,
        FieldSelector fields,
        String resourceVersion,
        VersionMatch match,
        boolean bookmarks,
        Optional<Boolean> sendInitialEvents) {

    /// Every change after a version.
    public static WatchOptions after(String resourceVersion) {
        return new WatchOptions(
                LabelSelector.EVERYTHING,
                FieldSelector.EVERYTHING,
                resourceVersion,
                VersionMatch.UNSTATED,
                false,
                Optional.empty());
    }
}
