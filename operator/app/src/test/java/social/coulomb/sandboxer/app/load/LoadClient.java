package social.coulomb.sandboxer.app.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Loads a running `sandboxer up` from a process of its own, and prints what came of it as one line of JSON.
///
/// Not a test: `hack/bench control-plane` runs it.
@Command(
        name = "load",
        subcommands = {LoadClient.Steady.class, LoadClient.Fill.class})
final class LoadClient {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadClient()).execute(arguments));
    }

    /// What both ways to load have in common.
    static final class Target {
        @Option(names = "--kubeconfig", required = true)
        private Path kubeconfig = Path.of("");

        @Option(names = "--profile", defaultValue = "profile.saas-stub")
        private String profile = "";

        @Option(names = "--rate", defaultValue = "45")
        private double rate;

        @Option(names = "--prefix", defaultValue = "load-")
        private String prefix = "";
    }

    /// Poisson arrivals, each sandbox deleted some seconds after it was Ready.
    @Command(name = "steady")
    static final class Steady implements Callable<Integer> {
        @CommandLine.Mixin
        private Target target = new Target();

        @Option(names = "--seconds", defaultValue = "60")
        private int seconds;

        @Option(names = "--warm-up", defaultValue = "30")
        private int warmUp;

        @Option(names = "--hold", defaultValue = "5")
        private int hold;

        @Option(names = "--seed", defaultValue = "1")
        private long seed;

        @Override
        public Integer call() throws Exception {
            LoadApi api = LoadApi.of(target.kubeconfig);
            List<Duration> arrivals = Arrivals.poisson(target.rate, Duration.ofSeconds(warmUp + seconds), seed);
            List<String> measured = IntStream.range(0, arrivals.size())
                    .filter(i -> arrivals.get(i).compareTo(Duration.ofSeconds(warmUp)) >= 0)
                    .mapToObj(i -> target.prefix + i)
                    .toList();
            try (OpenLoop loop = new OpenLoop(api, target.profile, Duration.ofSeconds(hold))) {
                loop.follow();
                loop.create(target.prefix, arrivals);
                loop.awaitAll(Life::isGone, PATIENCE);
                print(loop, measured, settledEvents(api));
            }
            return 0;
        }
    }

    /// So many sandboxes that stay until the standard input ends, which deletes them again.
    @Command(name = "fill")
    static final class Fill implements Callable<Integer> {
        @CommandLine.Mixin
        private Target target = new Target();

        @Option(names = "--count", required = true)
        private int count;

        @Override
        public Integer call() throws Exception {
            LoadApi api = LoadApi.of(target.kubeconfig);
            try (OpenLoop loop = new OpenLoop(api, target.profile, null)) {
                loop.follow();
                loop.create(target.prefix, Arrivals.even(target.rate, count));
                loop.awaitAll(Life::isReady, LONG_PATIENCE);
                print(loop, names(loop), Map.of());
                System.in.transferTo(System.out);
                loop.dismissAll(target.rate);
                loop.awaitAll(Life::isGone, LONG_PATIENCE);
                print(loop, names(loop), Map.of());
            }
            return 0;
        }

        private static List<String> names(OpenLoop loop) {
            return loop.lives().all().stream().map(Life::name).toList();
        }
    }

    private static void print(OpenLoop loop, List<String> measured, Map<String, Long> events) {
        List<Life> lives = loop.lives().named(measured);
        System.out.println(LoadReport.of(loop.lives().all(), lives, events));
        System.out.flush();
    }

    /// Events are sent beside the work: they are counted when no more come.
    private static Map<String, Long> settledEvents(LoadApi api) throws Exception {
        Map<String, Long> before;
        Map<String, Long> now = api.eventCounts();
        do {
            before = now;
            Thread.sleep(PAUSE);
            now = api.eventCounts();
        } while (!now.equals(before));
        return now;
    }
}
