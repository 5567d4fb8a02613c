package social.coulomb.sandboxer.apiserver.objects;

import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;

/// What a list is to contain.
///
/// @param resourceVersion as the request states it; empty for the newest state
/// @param limit at most so many objects; zero for all
/// @param continueToken where the page before this one ended; empty for the first
public record ListOptions(
        LabelSelector labels,
        FieldSelector fields,
        String resourceVersion,
        VersionMatch match,
        long limit,
        String continueToken) {

    /// Everything, as it is now.
    public static final ListOptions EVERYTHING =
            new ListOptions(LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, "", VersionMatch.UNSTATED, 0, "");

    public ListOptions withLabels(LabelSelector selector) {
        return new ListOptions(selector, fields, resourceVersion, match, limit, continueToken);
    }

    public ListOptions withFields(FieldSelector selector) {
        return new ListOptions(labels, selector, resourceVersion, match, limit, continueToken);
    }

    public ListOptions withLimit(long newLimit) {
        return new ListOptions(labels, fields, resourceVersion, match, newLimit, continueToken);
    }

    public ListOptions withContinue(String token) {
        return new ListOptions(labels, fields, resourceVersion, match, limit, token);
    }

    public ListOptions at(String version, VersionMatch newMatch) {
        return new ListOptions(labels, fields, version, newMatch, limit, continueToken);
    }

    boolean selective() {
        return !labels.isEverything() || !fields.isEverything();
    }
}
