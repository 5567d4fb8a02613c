package social.coulomb.sandboxer.host.telemetry;

import java.time.Duration;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;

/// Everything one look at a host tells.
///
/// @param clockOffset how far the host's clock is ahead of ours, to the second
/// @param duration how long the look took
public record HostReading(
        HostSnapshot snapshot,
        SandboxInventory inventory,
        BaseDirReading baseDir,
        Duration clockOffset,
        Duration duration) {}
