package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// The controllers' own copy of all sandboxes, with the questions that others ask of it. Thread-safe.
final class SandboxCache implements Placements {

    private static final String BY_HOST = "host";
    private static final String UNSETTLED = "unsettled";
    private static final String WAITING = "waiting";
    private static final String OCCUPYING = "occupying";
    private static final String BY_STATE = "state";
    private static final String BY_ID = "id";
    private static final String YES = "yes";

    /// No namespace is called this.
    private static final String ANY = "*";

    private volatile @Nullable IndexerResourceCache<Sandbox> cache;

    void attach(IndexerResourceCache<Sandbox> primaryCache) {
        primaryCache.addIndexers(Map.of(
                BY_HOST, SandboxCache::hosts,
                UNSETTLED, SandboxCache::unsettled,
                WAITING, SandboxCache::waiting,
                OCCUPYING, SandboxCache::occupying,
                BY_STATE, SandboxCache::states,
                BY_ID, SandboxCache::ids));
        cache = primaryCache;
    }

    @Override
    public List<PlacedSandbox> on(String host) {
        return byIndex(BY_HOST, host).flatMap(sandbox -> placed(sandbox, host)).toList();
    }

    /// Those placed on that host, and those that wait for a route, or may do so in a moment.
    Stream<ResourceID> concernedBy(String host) {
        return Stream.concat(byIndex(BY_HOST, host), byIndex(UNSETTLED, YES))
                .map(ResourceID::fromResource)
                .distinct();
    }

    /// Those that are being made, taken away, or wait for a route.
    Stream<ResourceID> unsettled() {
        return byIndex(UNSETTLED, YES).map(ResourceID::fromResource);
    }

    /// The UIDs of a namespace's sandboxes that have something outside.
    Set<String> occupants(String namespace) {
        return byIndex(OCCUPYING, namespace)
                .map(sandbox -> sandbox.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    /// The digests of all recipes that sandboxes were made from.
    Set<String> recipesInUse() {
        return all().map(sandbox -> Recorded.from(sandbox.getStatus()).source())
                .flatMap(Stream::ofNullable)
                .map(Recorded.Source::digest)
                .collect(Collectors.toSet());
    }

    Stream<Sandbox> all() {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null ? Stream.empty() : present.list();
    }

    Optional<Sandbox> find(ResourceID resource) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null ? Optional.empty() : present.get(resource);
    }

    /// Those of a namespace that were looked at and have waited longest for room or for their turn.
    Stream<ResourceID> longestWaitingIn(String namespace, int most) {
        return longest(byIndex(WAITING, namespace), most);
    }

    Stream<ResourceID> longestWaiting(int most) {
        return longest(byIndex(WAITING, ANY), most);
    }

    private static Stream<ResourceID> longest(Stream<Sandbox> waiting, int most) {
        return waiting.sorted(
                        Comparator.comparing(sandbox -> sandbox.getMetadata().getCreationTimestamp()))
                .limit(most)
                .map(ResourceID::fromResource);
    }

    /// The sandboxes of that namespace whose present incarnation has that id: one at most, in practice.
    Stream<ResourceID> withId(String namespace, String sandboxId) {
        return byIndex(BY_ID, namespace + "/" + sandboxId).map(ResourceID::fromResource);
    }

    private Stream<Sandbox> byIndex(String index, String key) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null ? Stream.empty() : present.byIndex(index, key).stream();
    }

    /// How many sandboxes are in that state.
    int countIn(SandboxState state) {
        IndexerResourceCache<Sandbox> present = cache;
        return present == null ? 0 : present.byIndex(BY_STATE, state.name()).size();
    }

    int countEstablished() {
        return countIn(SandboxState.READY) + countIn(SandboxState.ACTIVE);
    }

    private static List<String> states(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        SandboxState state = status == null || status.state() == null ? SandboxState.REQUESTED : status.state();
        return List.of(state.name());
    }

    private static List<String> ids(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        return status == null || status.sandboxId() == null
                ? List.of()
                : List.of(sandbox.getMetadata().getNamespace() + "/" + status.sandboxId());
    }

    private static List<String> waiting(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        boolean waits = status != null
                && status.state() == SandboxState.REQUESTED
                && status.conditions().stream()
                        .filter(condition -> condition.type().equals(SandboxConditions.ROUTED))
                        .anyMatch(condition -> !condition.holds() && Recipe.Unrouted.waitsForRoom(condition.reason()))
                && status.conditions().stream()
                        .noneMatch(condition -> condition.type().equals(SandboxConditions.STALLED));
        return waits ? List.of(sandbox.getMetadata().getNamespace(), ANY) : List.of();
    }

    private static List<String> occupying(Sandbox sandbox) {
        return Recorded.from(sandbox.getStatus()).mayHaveSomethingOutside()
                ? List.of(sandbox.getMetadata().getNamespace())
                : List.of();
    }

    private static List<String> hosts(Sandbox sandbox) {
        Recorded recorded = Recorded.from(sandbox.getStatus());
        Recorded.Source source = recorded.source();
        Stream<@Nullable String> present =
                recorded.mayHaveSomethingOutside() && source != null ? Stream.of(source.host()) : Stream.empty();
        Stream<@Nullable String> former = recorded.trail().remains().stream().map(Remains::host);
        return Stream.concat(present, former)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    private static List<String> unsettled(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        if (status == null
                || status.state() == null
                || !Objects.equals(
                        status.observedGeneration(), sandbox.getMetadata().getGeneration())) {
            return List.of(YES);
        }
        boolean settled = switch (status.state()) {
            case READY, ACTIVE -> status.conditions().stream().noneMatch(Currency::holdsBack);
            case DESTROYED -> status.endReason() != EndReason.RECREATED;
            case FAILED -> status.endedAt() != null;
            case REQUESTED, PROVISIONING, EXPIRED, DESTROYING -> false;
        };
        return settled ? List.of() : List.of(YES);
    }

    /// The present incarnation, and what is left of earlier ones, as far as they are there.
    private static Stream<PlacedSandbox> placed(Sandbox sandbox, String host) {
        Recorded recorded = Recorded.from(sandbox.getStatus());
        SandboxStatus status = sandbox.getStatus();
        Recorded.Source source = recorded.source();
        boolean isThere = recorded.mayHaveSomethingOutside() && source != null && host.equals(source.host());
        Stream<PlacedSandbox> present = isThere && status != null
                ? Stream.of(placed(
                        sandbox, status.sandboxId(), recorded.isEstablished() ? Stage.ESTABLISHED : Stage.MOVING))
                : Stream.empty();
        Stream<PlacedSandbox> former = recorded.trail().remains().stream()
                .filter(remains -> host.equals(remains.host()))
                .map(remains -> placed(sandbox, remains.sandboxId(), Stage.MOVING));
        return Stream.concat(present, former);
    }

    private static PlacedSandbox placed(Sandbox sandbox, @Nullable String id, Stage stage) {
        return new PlacedSandbox(
                sandbox.getMetadata().getUid(),
                sandbox.getMetadata().getNamespace(),
                sandbox.getMetadata().getName(),
                id == null ? "" : id,
                stage);
    }
}
