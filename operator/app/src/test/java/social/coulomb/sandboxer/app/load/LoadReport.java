package social.coulomb.sandboxer.app.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a run came to, as JSON. Pure. Percentiles are of the values themselves: the smallest that so many reach.
final class LoadReport {

    private static final JsonMapper JSON = new JsonMapper();

    private LoadReport() {}

    /// @param measured those that are reported on; others warmed the program up
    /// @param events how often Events told of a sandbox, by its name
    static String of(Collection<Life> all, List<Life> measured, Map<String, Long> events) {
        ObjectNode report = JSON.createObjectNode()
                .put("created", all.size())
                .put("measured", measured.size())
                .put("never_ready", missing(all, Life::isReady))
                .put("never_gone", missing(all, Life::isGone))
                .put("failed", all.stream().filter(Life::hasFailed).count());
        report.set("late", milliseconds(measured, Life::late));
        report.set("answered", milliseconds(measured, Life::untilAnswered));
        report.set("ready", milliseconds(measured, Life::untilReady));
        report.set("gone", milliseconds(measured, Life::untilGone));
        report.set(
                "writes",
                counts(all.stream()
                        .flatMap(life -> life.controllerWrites().stream().boxed())));
        report.set("events", counts(all.stream().map(life -> events.getOrDefault(life.name(), 0L))));
        return report.toString();
    }

    private static long missing(Collection<Life> all, Function<Life, Boolean> wish) {
        return all.stream().filter(life -> !wish.apply(life)).count();
    }

    private static ObjectNode milliseconds(List<Life> lives, Function<Life, Optional<Duration>> span) {
        List<Double> sorted = lives.stream()
                .flatMap(life -> span.apply(life).stream())
                .map(time -> time.toNanos() / 1e6)
                .sorted()
                .toList();
        ObjectNode node = JSON.createObjectNode().put("count", sorted.size());
        if (!sorted.isEmpty()) {
            node.put("p50", percentile(sorted, 50))
                    .put("p90", percentile(sorted, 90))
                    .put("p99", percentile(sorted, 99))
                    .put("most", sorted.getLast());
        }
        return node;
    }

    private static ObjectNode counts(Stream<Long> values) {
        var statistics = values.mapToLong(Long::longValue).summaryStatistics();
        ObjectNode node = JSON.createObjectNode().put("count", statistics.getCount());
        return statistics.getCount() == 0
                ? node
                : node.put("mean", statistics.getAverage()).put("most", statistics.getMax());
    }

    static double percentile(List<Double> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(0, rank - 1));
    }
}
