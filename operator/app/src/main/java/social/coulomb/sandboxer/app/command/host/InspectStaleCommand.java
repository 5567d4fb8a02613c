package social.coulomb.sandboxer.app.command.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.output.HostJson;
import social.coulomb.sandboxer.app.command.output.HostTable;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.app.command.output.TextTable;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;
import social.coulomb.sandboxer.crds.hostprobe.StaleStatus;

/// `sandboxer inspect stale`: what seems to have been left behind on hosts.
@Command(
        name = "stale",
        description = "Shows what seems to have been left behind on a host; on all without a name.",
        mixinStandardHelpOptions = true)
final class InspectStaleCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The host's name or address; $SANDBOXER_HOST without it, else all.")
    private @Nullable String name;

    @Option(names = "--host", paramLabel = "NAME", description = "The same.")
    private @Nullable String host;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Only what is at least so old: hours, such as 24, or a duration, such as 24h.")
    private @Nullable String olderThan;

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        OutputForm form = json ? OutputForm.JSON : output.formOr(OutputForm.TABLE);
        StaleAge age = StaleAge.parse(olderThan);
        String wanted = HostFinder.choose(name, host);
        try (KubernetesClient client = access.connect()) {
            print(
                    wanted == null ? HostFinder.all(client) : List.of(HostFinder.require(client, wanted)),
                    age,
                    form == OutputForm.JSON);
        }
        return 0;
    }

    private void print(List<HostProbe> probes, StaleAge age, boolean asJson) {
        ArrayNode tree = JsonNodeFactory.instance.arrayNode();
        TextTable table = HostTable.staleTable();
        for (HostProbe probe : probes) {
            String place = probe.getMetadata().getName();
            List<StaleEntry> candidates = candidates(probe, age);
            tree.addAll(HostJson.stale(place, candidates));
            HostTable.addStale(table, place, candidates);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(Printing.json(tree));
        } else if (table.isEmpty()) {
            spec.commandLine().getErr().println("Nothing seems to be left behind.");
        } else {
            table.lines().forEach(out::println);
        }
    }

    private List<StaleEntry> candidates(HostProbe probe, StaleAge age) {
        StaleStatus stale = probe.getStatus() == null ? null : probe.getStatus().staleCandidates();
        PrintWriter errors = spec.commandLine().getErr();
        String place = probe.getMetadata().getName();
        if (probe.getStatus() == null || probe.getStatus().snapshot() == null) {
            errors.println(place + " has not been looked at yet: nothing is known of it.");
        }
        if (stale == null) {
            return List.of();
        }
        if (stale.count() != null && stale.count() > stale.entries().size()) {
            errors.println("On " + place + " there are " + stale.count() + "; the status holds the worst "
                    + stale.entries().size() + ".");
        }
        return stale.entries().stream().filter(age::lets).toList();
    }
}
