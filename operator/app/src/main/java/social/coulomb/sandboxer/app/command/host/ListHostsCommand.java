package social.coulomb.sandboxer.app.command.host;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.output.HostJson;
import social.coulomb.sandboxer.app.command.output.HostTable;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// `sandboxer hosts list`: every declared host, and how it is.
@Command(name = "list", description = "Shows the declared hosts, and how they are.", mixinStandardHelpOptions = true)
final class ListHostsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.formOr(OutputForm.TABLE);
        try (KubernetesClient client = access.connect()) {
            print(HostFinder.all(client), form);
        }
        return 0;
    }

    private void print(List<HostProbe> probes, OutputForm form) {
        PrintWriter out = spec.commandLine().getOut();
        switch (form) {
            case JSON ->
                out.println(Printing.json(
                        Printing.array(probes.stream().map(HostJson::of).toList())));
            case YAML -> out.println(Printing.yaml(probes));
            case NAME ->
                probes.forEach(
                        probe -> out.println("hostprobe/" + probe.getMetadata().getName()));
            case TABLE, WIDE -> {
                if (probes.isEmpty()) {
                    spec.commandLine().getErr().println("No host is declared: use sandboxer hosts add NAME.");
                } else {
                    HostTable.lines(probes, form == OutputForm.WIDE, Instant.now())
                            .forEach(out::println);
                }
            }
        }
    }
}
