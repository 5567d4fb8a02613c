package social.coulomb.sandboxer.controllers.sandbox;

import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What a new incarnation would be made from.
sealed interface Recipe {

    record Routed(CatalogEntry<Profile> profile, RouteVerdict.Chosen route) implements Recipe {}

    /// @param reason one CamelCase word
    /// @param remedy what it waits for
    record Unrouted(String reason, String message, Remedy remedy, List<Candidate> candidates) implements Recipe {

        /// None is looked for.
        static final Unrouted NOT_WANTED =
                new Unrouted("NotWanted", "No new sandbox is wanted.", Remedy.TIME, List.of());

        /// Not all hosts were looked at yet since the controllers started.
        static final Unrouted HOSTS_UNREAD = new Unrouted(
                "HostsUnread",
                "Not every host was looked at yet since the controllers started.",
                Remedy.TIME,
                List.of());

        static final String PROFILE_UNKNOWN = "ProfileUnknown";
        static final String PROFILE_INVALID = "ProfileInvalid";
        static final String QUOTA_UNREADABLE = "QuotaUnreadable";

        /// Why a sandbox may wait although there is room.
        private static final Set<String> OTHER_WANTS = Set.of(
                PROFILE_UNKNOWN,
                PROFILE_INVALID,
                QUOTA_UNREADABLE,
                BackendCalls.SECRET_MISSING,
                BackendCalls.SECRETS_UNKNOWN);

        private static final String QUOTA_REACHED = "QuotaReached";

        static Unrouted queued(String namespace, int most) {
            return new Unrouted(
                    QUOTA_REACHED,
                    "The namespace " + namespace + " has the " + most + " sandboxes that it may have at once: this one"
                            + " begins when another has ended.",
                    Remedy.TIME,
                    List.of());
        }

        /// Whether the end of another sandbox may be what such a one waits for.
        static boolean waitsForRoom(String reason) {
            return !OTHER_WANTS.contains(reason);
        }

        /// Whether only a change of the object or its recipe can help.
        boolean isStalled() {
            return remedy == Remedy.CHANGE;
        }

        /// Whether to take away the sandbox that there is would bring the next one no nearer: what is missing has
        /// nothing to do with room, nor with how a place is faring now.
        boolean holdsBackTheNext() {
            return remedy != Remedy.TIME;
        }

        /// Whether it waits for its turn, which is no trouble.
        boolean isQueued() {
            return reason.equals(QUOTA_REACHED);
        }
    }
}
