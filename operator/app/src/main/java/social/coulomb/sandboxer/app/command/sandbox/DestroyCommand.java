package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects;
import social.coulomb.sandboxer.app.command.output.ActionResult;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer destroy`: deletes sandboxes and waits until nothing of them is left. What is gone is a success.
@Command(
        name = "destroy",
        description = "Deletes sandboxes and waits until nothing of them is left.",
        mixinStandardHelpOptions = true)
public final class DestroyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "A sandbox's id or name.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--keep-record", description = "Keep the object as a record of the ended sandbox.")
    private boolean recordStays;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        List<ActionResult> results = new ArrayList<>();
        try (KubernetesClient client = access.connect()) {
            Map<String, Sandbox> found = find(client, results);
            Map<Sandbox, Predicate<@Nullable Sandbox>> wishes = new LinkedHashMap<>();
            for (Sandbox sandbox : found.values()) {
                wishes.put(sandbox, end(client, sandbox));
            }
            SandboxWait wait =
                    new SandboxWait(client, waiting.progress(spec.commandLine().getErr()));
            for (Map.Entry<Sandbox, Predicate<@Nullable Sandbox>> each : wishes.entrySet()) {
                if (waiting.waits()) {
                    wait.until(each.getKey(), waiting.limit(), each.getValue());
                }
                results.add(ActionResult.of(each.getKey(), waiting.waits() ? "destroyed" : "is being destroyed", null));
            }
        }
        print(results, form);
        return 0;
    }

    /// All of them are looked up before the first one is touched: a wrong word ends nothing.
    private Map<String, Sandbox> find(KubernetesClient client, List<ActionResult> results) throws StartFailure {
        SandboxFinder finder = new SandboxFinder(client, scope);
        Map<String, Sandbox> found = new LinkedHashMap<>();
        for (String word : words) {
            Optional<Sandbox> sandbox = finder.find(word);
            if (sandbox.isPresent()) {
                found.put(sandbox.get().getMetadata().getUid(), sandbox.get());
            } else {
                results.add(new ActionResult(null, scope.namespace(client), word, "is not there", null));
            }
        }
        return found;
    }

    /// @return what its end is seen by
    private Predicate<@Nullable Sandbox> end(KubernetesClient client, Sandbox sandbox) throws StartFailure {
        if (!recordStays) {
            client.resource(sandbox).delete();
            return SandboxWait.isGone(sandbox);
        }
        boolean hasEnded = SandboxLine.isFinished(sandbox);
        Sandbox changed = DeclaredObjects.change(client, sandbox, Map.of("operatingMode", "Destroyed"));
        Predicate<@Nullable Sandbox> isGone = SandboxWait.isGone(sandbox);
        return seen ->
                hasEnded || isGone.test(seen) || SandboxLine.isFinished(seen) && SandboxWait.isObserved(seen, changed);
    }

    private void print(List<ActionResult> results, @Nullable OutputForm form) {
        PrintWriter out = spec.commandLine().getOut();
        if (form == OutputForm.JSON) {
            out.println(Printing.json(ActionResult.json(results)));
        } else if (form == OutputForm.NAME) {
            results.forEach(each -> out.println("sandbox/" + each.name()));
        } else {
            results.forEach(each -> out.println("sandbox/" + each.name() + " " + each.action()));
        }
    }
}
