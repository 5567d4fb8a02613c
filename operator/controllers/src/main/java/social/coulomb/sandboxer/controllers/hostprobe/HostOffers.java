package social.coulomb.sandboxer.controllers.hostprobe;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Measures;
import social.coulomb.sandboxer.crds.hostprobe.CapacitySpec;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

/// Puts a host's declaration and what was found there into an offer for sandboxes. Pure.
final class HostOffers {

    private HostOffers() {}

    /// @param finding what the latest look has found; null when there was none
    static HostOffer of(HostProbe probe, Availability availability, @Nullable Finding finding) {
        HostProbeSpec spec = probe.getSpec();
        CapacitySpec capacity = spec.capacity();
        int most = capacity == null || capacity.maxSandboxes() == null ? Integer.MAX_VALUE : capacity.maxSandboxes();
        return new HostOffer(
                probe.getMetadata().getName(),
                availability,
                Set.copyOf(spec.allowedNamespaces()),
                new HostOffer.Limits(most, Connection.concurrency(capacity)),
                spec.costPerHourUsd() == null ? BigDecimal.ZERO : new BigDecimal(spec.costPerHourUsd()),
                finding instanceof Finding.Seen seen ? measures(seen) : Measures.UNKNOWN);
    }

    private static Measures measures(Finding.Seen seen) {
        HostSnapshot.Load load = seen.reading().snapshot().load();
        return new Measures(load == null ? null : load.perCpu(), seen.roundTrip());
    }
}
