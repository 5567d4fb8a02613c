package social.coulomb.sandboxer.controllers.placement;

import java.util.List;

/// Where sandboxes are placed, as far as the controllers' cache knows. Never blocks.
public interface Placements {

    /// What is placed on that host or may have left something there.
    List<PlacedSandbox> on(String host);

    /// @param uid of the Sandbox object
    /// @param namespace and name of the Sandbox object
    /// @param sandboxId the incarnation that is there
    /// @param stage how far it has come
    record PlacedSandbox(String uid, String namespace, String name, String sandboxId, Stage stage) {}

    /// How far a placed sandbox has come.
    enum Stage {
        /// Being made or taken away.
        MOVING,
        /// Must be there.
        ESTABLISHED
    }
}
