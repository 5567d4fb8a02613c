package social.coulomb.sandboxer.controllers.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What came of looking for a route.
public sealed interface RouteVerdict {

    /// Everything that was looked at, in order.
    List<Candidate> candidates();

    /// @param host null for extensions without hosts
    record Chosen(String extension, @Nullable String host, Profile.Strategy strategy, List<Candidate> candidates)
            implements RouteVerdict {}

    /// Nothing will do now; what is missing may come.
    record NothingYet(String reason, String message, List<Candidate> candidates) implements RouteVerdict {}

    /// Nothing will ever do unless a user changes something.
    record Impossible(String reason, String message, List<Candidate> candidates) implements RouteVerdict {}

    /// @param reason why it was taken or passed over, as a sentence
    record Candidate(String extension, @Nullable String host, boolean accepted, String reason) {}
}
