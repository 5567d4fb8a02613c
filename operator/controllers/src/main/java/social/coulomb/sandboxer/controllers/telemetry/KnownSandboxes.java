package social.coulomb.sandboxer.controllers.telemetry;

import java.util.List;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.host.inventory.KnownSandbox;

/// The sandboxes on record for a host, in the words of its inventory. Pure.
public final class KnownSandboxes {

    private KnownSandboxes() {}

    public static List<KnownSandbox> on(String host, Placements placements) {
        return placements.on(host).stream()
                .map(placed -> new KnownSandbox(
                        placed.sandboxId(),
                        switch (placed.stage()) {
                            case MOVING -> KnownSandbox.Stage.MOVING;
                            case ESTABLISHED -> KnownSandbox.Stage.ESTABLISHED;
                        }))
                .toList();
    }
}
