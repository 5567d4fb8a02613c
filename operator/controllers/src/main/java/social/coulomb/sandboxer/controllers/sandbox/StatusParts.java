package social.coulomb.sandboxer.controllers.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.telemetry.IntrospectionJson;
import social.coulomb.sandboxer.crds.sandbox.Endpoint;
import social.coulomb.sandboxer.crds.sandbox.HostDelta;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;
import social.coulomb.sandboxer.crds.sandbox.RouteCandidate;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.RoutingStrategy;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.StaleFinding;
import social.coulomb.sandboxer.crds.sandbox.TelemetryStatus;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Puts what backends, routing and telemetry say into the words and bounds of the status. Pure.
final class StatusParts {

    private static final int MOST_CANDIDATES = 32;
    private static final int MOST_ENDPOINTS = 64;
    private static final int MOST_STALE = 10;
    private static final int MOST_MESSAGE = 1024;

    /// The status of an object that has none.
    static final SandboxStatus NOTHING = new SandboxStatus(
            null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, List.of(), null, List.of(), null, null);

    private StatusParts() {}

    static ProfileReference profile(CatalogEntry<Profile> entry) {
        return new ProfileReference(
                entry.value().id().value(), cut(entry.value().version(), 64), entry.digest());
    }

    static RouteStatus route(RouteVerdict.Chosen chosen, List<RouteFailure> failures, Instant now) {
        return new RouteStatus(
                chosen.extension(),
                chosen.host(),
                RoutingStrategy.valueOf(chosen.strategy().name()),
                now.truncatedTo(ChronoUnit.SECONDS),
                candidates(chosen.candidates()),
                failures);
    }

    static RouteStatus withFailures(RouteStatus route, List<RouteFailure> failures) {
        return new RouteStatus(
                route.extension(), route.host(), route.strategy(), route.decidedAt(), route.candidates(), failures);
    }

    static RouteStatus undecided(List<RouteVerdict.Candidate> candidates) {
        return new RouteStatus(null, null, null, null, candidates(candidates), List.of());
    }

    private static List<RouteCandidate> candidates(List<RouteVerdict.Candidate> candidates) {
        return candidates.stream()
                .limit(MOST_CANDIDATES)
                .map(StatusParts::candidate)
                .toList();
    }

    private static RouteCandidate candidate(RouteVerdict.Candidate candidate) {
        BigDecimal cost = candidate.costPerHourUsd();
        Duration latency = candidate.latency();
        return new RouteCandidate(
                candidate.extension(),
                candidate.host(),
                candidate.accepted(),
                cut(candidate.reason(), 512),
                cost == null ? null : cut(cost.toPlainString(), 16),
                latency == null ? null : (int) Math.min(latency.toMillis(), Integer.MAX_VALUE));
    }

    /// @param tunnel the local end of the tunnel that somebody keeps; null for none
    /// @param hints where the profile names who tunnels and who issues identities; null when it is not known
    static ReachabilityStatus reachability(
            Reachability reached, @Nullable String tunnel, Profile.@Nullable ReachabilityHints hints) {
        return new ReachabilityStatus(
                reached.ssh(),
                reached.sshCommand(),
                reached.remoteDir(),
                reached.host(),
                reached.composeProject(),
                tunnel,
                hints == null ? null : cut(hints.tunnel(), 64),
                hints == null ? null : cut(hints.identity(), 64),
                reached.endpoints().stream()
                        .limit(MOST_ENDPOINTS)
                        .map(each -> new Endpoint(
                                each.service(),
                                each.port(),
                                each.via().name().toLowerCase(Locale.ROOT),
                                each.command()))
                        .toList());
    }

    static TelemetryStatus telemetry(IntrospectionReport report) {
        return new TelemetryStatus(
                IntrospectionReport.SCHEMA_VERSION,
                report.collectedAt().truncatedTo(ChronoUnit.SECONDS),
                delta(report.provisionDelta()),
                null,
                report.inventory().entries().size(),
                report.staleCandidates().size(),
                report.staleCandidates().stream()
                        .limit(MOST_STALE)
                        .map(StatusParts::stale)
                        .toList());
    }

    static TelemetryStatus withDestroyDelta(@Nullable TelemetryStatus taken, ProvisionDelta delta) {
        if (taken == null) {
            return new TelemetryStatus(
                    IntrospectionReport.SCHEMA_VERSION,
                    delta.after().collectedAt().truncatedTo(ChronoUnit.SECONDS),
                    null,
                    delta(delta),
                    null,
                    null,
                    List.of());
        }
        return new TelemetryStatus(
                taken.schemaVersion(),
                taken.collectedAt(),
                taken.provisionDelta(),
                delta(delta),
                taken.inventoryCount(),
                taken.staleCount(),
                taken.staleCandidates());
    }

    private static HostDelta delta(ProvisionDelta delta) {
        return new HostDelta(
                delta.before().collectedAt().truncatedTo(ChronoUnit.SECONDS),
                delta.after().collectedAt().truncatedTo(ChronoUnit.SECONDS),
                delta.load1mDelta(),
                delta.memAvailableMbDelta(),
                delta.runningContainersDelta());
    }

    private static StaleFinding stale(StaleCandidate candidate) {
        return new StaleFinding(
                candidate.kind().reportName(),
                cut(candidate.id(), 253),
                cut(candidate.path(), 1024),
                IntrospectionJson.hours(candidate.age()),
                candidate.action().reportName());
    }

    /// An intent as it is recorded before anything is done.
    static OperationStatus beginning(OperationIntent intent, int attempt, Instant now) {
        return new OperationStatus(intent, attempt, now.truncatedTo(ChronoUnit.SECONDS), null);
    }

    static OperationStatus saying(OperationStatus operation, @Nullable Integer attempt, String message) {
        return new OperationStatus(operation.intent(), attempt, operation.startedAt(), cut(message, MOST_MESSAGE));
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
