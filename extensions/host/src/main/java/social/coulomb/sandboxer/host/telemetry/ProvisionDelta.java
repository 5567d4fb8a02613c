package social.coulomb.sandboxer.host.telemetry;

import org.jspecify.annotations.Nullable;

/// What changed on a host between two snapshots; `null` where either lacks the figure.
public record ProvisionDelta(HostSnapshot before, HostSnapshot after) {

    /// Change of the one-minute load, to two decimals.
    public @Nullable Double load1mDelta() {
        HostSnapshot.Load earlier = before.load();
        HostSnapshot.Load later = after.load();
        return earlier == null || later == null
                ? null
                : Math.round((later.oneMinute() - earlier.oneMinute()) * 100) / 100.0;
    }

    /// Change of the available memory in MiB.
    public @Nullable Long memAvailableMbDelta() {
        HostSnapshot.Memory earlier = before.memory();
        HostSnapshot.Memory later = after.memory();
        return earlier == null || later == null ? null : later.availableMb() - earlier.availableMb();
    }

    /// Change of the number of running containers.
    public @Nullable Integer runningContainersDelta() {
        HostSnapshot.Containers earlier = before.containers();
        HostSnapshot.Containers later = after.containers();
        return earlier == null || later == null ? null : later.running() - earlier.running();
    }
}
