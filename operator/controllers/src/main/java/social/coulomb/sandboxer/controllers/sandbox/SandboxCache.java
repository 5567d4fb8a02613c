package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// The controllers' own copy of all sandboxes, with the questions that others ask of it. Thread-safe.
final class SandboxCache implements Placements {

    private static final String BY_HOST = "host";
    private static final String UNSETTLED = "unsettled";
    private static final String BY_STATE = "state";
    private static final String YES = "yes";

    private volatile @Nullable IndexerResourceCache<Sandbox> cache;

    void attach(IndexerResourceCache<Sandbox> primaryCache) {
        primaryCache.addIndexers(Map.of(
                BY_HOST, SandboxCache::hosts, UNSETTLED, SandboxCache::unsettled, BY_STATE, SandboxCache::states));
        cache = primaryCache;
    }

    @Override
    public List<PlacedSandbox> on(String host) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null
                ? List.of()
                : present.byIndex(BY_HOST, host).stream()
                        .map(SandboxCache::placed)
                        .toList();
    }

    /// Those placed on that host, and those that wait for a route.
    Stream<ResourceID> concernedBy(String host) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null
                ? Stream.empty()
                : Stream.concat(present.byIndex(BY_HOST, host).stream(), present.byIndex(UNSETTLED, YES).stream())
                        .map(ResourceID::fromResource)
                        .distinct();
    }

    /// Those that are being made, taken away, or wait for a route.
    Stream<ResourceID> unsettled() {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null
                ? Stream.empty()
                : present.byIndex(UNSETTLED, YES).stream().map(ResourceID::fromResource);
    }

    /// How many sandboxes are in that state.
    int countIn(SandboxState state) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null ? 0 : present.byIndex(BY_STATE, state.name()).size();
    }

    private static List<String> states(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        SandboxState state = status == null || status.state() == null ? SandboxState.REQUESTED : status.state();
        return List.of(state.name());
    }

    private static List<String> hosts(Sandbox sandbox) {
        Recorded recorded = Recorded.from(sandbox.getStatus());
        Recorded.Source source = recorded.source();
        return recorded.mayHaveSomethingOutside() && source != null && source.host() != null
                ? List.of(source.host())
                : List.of();
    }

    private static List<String> unsettled(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        if (status == null || status.state() == null) {
            return List.of(YES);
        }
        boolean settled = switch (status.state()) {
            case READY, ACTIVE, DESTROYED -> true;
            case FAILED -> status.endedAt() != null;
            case REQUESTED, PROVISIONING, EXPIRED, DESTROYING -> false;
        };
        return settled ? List.of() : List.of(YES);
    }

    private static PlacedSandbox placed(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        String id = status == null || status.sandboxId() == null ? "" : status.sandboxId();
        boolean established = Recorded.from(status).isEstablished();
        return new PlacedSandbox(
                sandbox.getMetadata().getNamespace(),
                sandbox.getMetadata().getName(),
                id,
                established ? Stage.ESTABLISHED : Stage.MOVING);
    }
}
