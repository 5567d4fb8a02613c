package social.coulomb.sandboxer.controllers.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long backends took of late to establish sandboxes, and hosts to answer; what routing by latency goes by.
/// Thread-safe; never blocks.
///
/// Of each place the latest measurements are kept, and none for longer than a day: what was measured long ago
/// is not known any more. Establishments are a histogram of the metrics too.
public final class LatencyBook {

    private static final int MOST_HOST_TAGS = 64;
    private static final String NO_HOST = "none";
    private static final String OTHER_HOST = "other";
    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT30S", "PT1M", "PT2M", "PT5M",
                    "PT10M")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final ConcurrentMap<Place, RecentDurations> establishments = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, RecentDurations> extensions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, RecentDurations> roundTrips = new ConcurrentHashMap<>();
    private final Set<String> hostTags = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;
    private final Clock clock;

    private record Place(String extension, @Nullable String host) {}

    public LatencyBook(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /// Keeps how long one successful attempt to establish a sandbox took.
    ///
    /// @param host null for extensions without hosts
    public void record(String extension, @Nullable String host, Duration took) {
        keep(extension, host, took, clock.instant());
        timer(extension, host).record(took);
    }

    /// Takes up what is on record of a sandbox that was established before the program started. Not in the
    /// metrics.
    ///
    /// @param decidedAt when its route was decided
    /// @param readyAt when it was established
    public void seed(String extension, @Nullable String host, Instant decidedAt, Instant readyAt) {
        if (!readyAt.isBefore(decidedAt)) {
            keep(extension, host, Duration.between(decidedAt, readyAt), readyAt);
        }
    }

    /// Keeps how long a host's answer took.
    public void recordRoundTrip(String host, Duration took) {
        roundTrips.computeIfAbsent(host, key -> new RecentDurations()).add(took, clock.instant());
    }

    /// The median of late of what was established by that extension on that host.
    public Optional<Duration> median(String extension, @Nullable String host) {
        return median(establishments.get(new Place(extension, host)));
    }

    /// The median of late of what was established by that extension anywhere.
    public Optional<Duration> median(String extension) {
        return median(extensions.get(extension));
    }

    public Optional<Duration> medianRoundTrip(String host) {
        return median(roundTrips.get(host));
    }

    /// Forgets a host that is gone.
    public void forget(String host) {
        roundTrips.remove(host);
        establishments.keySet().removeIf(place -> Objects.equals(host, place.host()));
    }

    private void keep(String extension, @Nullable String host, Duration took, Instant at) {
        establishments
                .computeIfAbsent(new Place(extension, host), place -> new RecentDurations())
                .add(took, at);
        extensions.computeIfAbsent(extension, id -> new RecentDurations()).add(took, at);
    }

    private Optional<Duration> median(@Nullable RecentDurations durations) {
        return durations == null ? Optional.empty() : durations.median(clock.instant());
    }

    private Timer timer(String extension, @Nullable String host) {
        return Timer.builder("sandboxer.establishment")
                .description("From the beginning of a successful attempt until the sandbox could be reached")
                .tag("extension", extension)
                .tag("host", tag(host))
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private String tag(@Nullable String host) {
        if (host == null) {
            return NO_HOST;
        }
        if (hostTags.size() < MOST_HOST_TAGS) {
            hostTags.add(host);
        }
        return hostTags.contains(host) ? host : OTHER_HOST;
    }
}
