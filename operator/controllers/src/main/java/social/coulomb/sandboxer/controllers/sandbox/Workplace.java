package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.Extension;

/// Where the incarnation on record is worked on.
sealed interface Workplace {

    /// @param host null for extensions without hosts
    /// @param concurrency how many operations may run at once there
    record Usable(
            Extension extension,
            String extensionId,
            @Nullable String host,
            int concurrency) implements Workplace {}

    /// Cannot be worked on now; says nothing about what is there.
    record Unusable(String reason, String message) implements Workplace {}

    /// The host was not looked at yet since the controllers started: nothing is known, and it will not be long.
    record Unread() implements Workplace {}

    /// The host was given up: what was there counts as lost.
    record Lost() implements Workplace {}

    /// Nothing is on record.
    record Nowhere() implements Workplace {}
}
