package social.coulomb.sandboxer.host.inventory;

/// A sandbox that the API has on record for a host.
public record KnownSandbox(String sandboxId, Stage stage) {

    /// How far it has come.
    public enum Stage {
        /// Not established yet, or about to end: it may be missing on the host.
        MOVING,
        /// Established: it must be on the host.
        ESTABLISHED,
        /// Ended: it must not be on the host.
        ENDED
    }
}
