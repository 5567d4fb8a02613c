package social.coulomb.sandboxer.controllers.activity;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Reads what Leases say of a sandbox's use. Pure.
final class UseLeases {

    private UseLeases() {}

    /// The sandbox that a Lease speaks of: one of its own namespace, named by its sandbox id.
    static SandboxKey sandbox(Lease lease) {
        return new SandboxKey(
                lease.getMetadata().getNamespace(),
                lease.getMetadata().getLabels().getOrDefault(SandboxerApi.ACTIVITY_LABEL, ""));
    }

    /// Empty when the Lease does not say until when it holds.
    static Optional<UseLease> read(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        if (spec == null || spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null) {
            return Optional.empty();
        }
        Instant renewedAt = spec.getRenewTime().toInstant();
        Duration duration = Duration.ofSeconds(Math.max(spec.getLeaseDurationSeconds(), 0));
        String holder = spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity();
        return Optional.of(new UseLease(holder, renewedAt, renewedAt.plus(duration)));
    }

    /// Of several consumers the one that holds on longest.
    static Optional<UseLease> longest(Collection<Lease> leases) {
        return leases.stream()
                .map(UseLeases::read)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(UseLease::until));
    }

    /// Whether the sandbox's own plan, which looks again when the former Lease runs out, does not cover the
    /// change. Renewals in time do not wake anybody.
    static boolean isNews(Lease former, Lease present) {
        if (!sandbox(former).equals(sandbox(present))) {
            return true;
        }
        Optional<UseLease> before = read(former);
        Optional<UseLease> after = read(present);
        if (before.isEmpty() || after.isEmpty()) {
            return before.isPresent() != after.isPresent();
        }
        boolean hadRunOut = !before.get().isFresh(after.get().renewedAt());
        boolean endsSooner = after.get().until().isBefore(before.get().until());
        return hadRunOut || endsSooner;
    }
}
