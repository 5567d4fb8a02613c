package social.coulomb.sandboxer.app.command.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.PlainText;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer logs`: what the remote step that failed last had to say, as the controllers kept it.
@Command(
        name = "logs",
        description = "Shows the output of the remote step that failed last, bounded and without secrets.",
        mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "The sandbox's id or name.")
    @SuppressWarnings("NullAway.Init")
    private String word;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        try (KubernetesClient client = access.connect()) {
            Sandbox sandbox = new SandboxFinder(client, scope).require(word);
            Optional<ConfigMap> log = SandboxLog.find(client, sandbox);
            Map<String, String> data =
                    log.map(ConfigMap::getData).filter(found -> found != null).orElse(Map.of());
            if (form == OutputForm.JSON) {
                printJson(sandbox, data);
            } else if (data.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("Nothing has failed for sandbox/"
                                + sandbox.getMetadata().getName() + ".");
            } else {
                print(data);
            }
        }
        return 0;
    }

    private void print(Map<String, String> data) {
        spec.commandLine()
                .getErr()
                .println(PlainText.oneLine("step " + data.getOrDefault("step", "unknown") + ", attempt "
                        + data.getOrDefault("attempt", "?") + " of incarnation "
                        + data.getOrDefault("incarnation", "?") + ", "
                        + data.getOrDefault("at", "at an unknown time")));
        PrintWriter out = spec.commandLine().getOut();
        out.println(PlainText.lines(data.getOrDefault("output", "")).stripTrailing());
    }

    private void printJson(Sandbox sandbox, Map<String, String> data) {
        spec.commandLine()
                .getOut()
                .println(Printing.json(JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "sandbox_id",
                                sandbox.getStatus() == null
                                        ? null
                                        : sandbox.getStatus().sandboxId())
                        .put("step", data.get("step"))
                        .put("attempt", number(data.get("attempt")))
                        .put("incarnation", number(data.get("incarnation")))
                        .put("at", data.get("at"))
                        .put("output", data.get("output"))));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
