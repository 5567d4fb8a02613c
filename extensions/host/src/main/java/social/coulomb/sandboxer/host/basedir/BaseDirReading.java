package social.coulomb.sandboxer.host.basedir;

import org.jspecify.annotations.Nullable;

/// The base directory as it was found, without touching it.
///
/// @param state whether it may be used
/// @param recorded the identity recorded in it
/// @param machineId the machine that was looked at
/// @param volatility why its content may vanish; `null` if it will not
public record BaseDirReading(
        State state,
        @Nullable HostIdentity recorded,
        @Nullable String machineId,
        @Nullable Volatility volatility) {

    /// Whether the directory may be used.
    public enum State {
        /// Ours alone.
        SAFE,
        /// Not there yet.
        ABSENT,
        /// A symbolic link, not a directory, another account's, or open to others: anybody could have planted
        /// things in it.
        UNSAFE,
        /// Could not be looked at.
        UNKNOWN
    }

    /// Why content may vanish.
    public enum Volatility {
        /// It lies in memory and is lost when the machine restarts.
        MEMORY_BACKED,
        /// systemd-tmpfiles removes what is old there.
        AGE_CLEANED
    }

    /// Whether this is the host that `expected` describes.
    public Match match(HostIdentity expected) {
        if (recorded == null) {
            return Match.UNRECORDED;
        }
        return recorded.ownerId().equals(expected.ownerId())
                        && java.util.Objects.equals(recorded.machineId(), machineId)
                ? Match.SAME
                : Match.DIFFERENT;
    }

    /// How a recorded identity compares.
    public enum Match {
        /// The same machine, and ours.
        SAME,
        /// Another machine, or another owner.
        DIFFERENT,
        /// Nothing is recorded, so nothing is proven.
        UNRECORDED
    }
}
