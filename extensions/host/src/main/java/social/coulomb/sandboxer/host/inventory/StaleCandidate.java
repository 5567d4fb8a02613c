package social.coulomb.sandboxer.host.inventory;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that may have been left behind, and what is suggested to do about it.
///
/// @param reason why it is listed, for a person
public record StaleCandidate(
        Kind kind, String id, String path, @Nullable Duration age, Action action, String reason) {

    /// What is wrong.
    public enum Kind {
        /// A directory on the host that belongs to no known sandbox.
        ORPHAN_DIR,
        /// A compose project on the host that belongs to no known sandbox.
        ORPHAN_COMPOSE,
        /// An established sandbox of which the host shows nothing.
        ZOMBIE_RECORD,
        /// A directory of a known sandbox that is older than the threshold.
        AGED_DIR;

        /// The name in reports.
        public String reportName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What to do about it.
    public enum Action {
        REAP,
        INSPECT,
        IGNORE;

        /// The name in reports.
        public String reportName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
