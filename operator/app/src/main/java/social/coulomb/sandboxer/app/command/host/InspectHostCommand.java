package social.coulomb.sandboxer.app.command.host;

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
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// `sandboxer inspect host`: a host's measures, as the controllers last took them.
@Command(
        name = "host",
        description = "Shows the measures of a host; of all without a name.",
        mixinStandardHelpOptions = true)
final class InspectHostCommand implements Callable<Integer> {

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

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        OutputForm form = json ? OutputForm.JSON : output.formOr(OutputForm.TABLE);
        String wanted = HostFinder.choose(name, host);
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            List<HostProbe> probes =
                    wanted == null ? HostFinder.all(client) : List.of(HostFinder.require(client, wanted));
            switch (form) {
                case JSON ->
                    out.println(Printing.json(
                            wanted == null
                                    ? Printing.array(
                                            probes.stream().map(HostJson::of).toList())
                                    : HostJson.of(probes.getFirst())));
                case YAML -> out.println(Printing.yaml(probes));
                case NAME ->
                    probes.forEach(probe ->
                            out.println("hostprobe/" + probe.getMetadata().getName()));
                case TABLE, WIDE ->
                    probes.forEach(probe -> HostTable.description(probe).forEach(out::println));
            }
        }
        return 0;
    }
}
