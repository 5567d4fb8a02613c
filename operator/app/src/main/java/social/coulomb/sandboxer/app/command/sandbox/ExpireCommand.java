package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.ControllerPresence;
import social.coulomb.sandboxer.app.command.api.OperatorNamespace;
import social.coulomb.sandboxer.app.command.output.ActionResult;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer expire`: what is overdue; with `--apply` it waits until the controllers, who end such sandboxes
/// by themselves, have done so.
@Command(
        name = "expire",
        description = "Shows sandboxes whose time is over; with --apply waits until they have ended.",
        mixinStandardHelpOptions = true)
public final class ExpireCommand implements Callable<Integer> {

    private static final String FAILED = "failed";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final OperatorNamespace home = new OperatorNamespace();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--apply", description = "Wait until the controllers have ended them.")
    private boolean applies;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        List<ActionResult> results = new ArrayList<>();
        try (KubernetesClient client = access.connect()) {
            Instant now = Instant.now();
            List<Sandbox> overdue = scope.sandboxes(client).list().getItems().stream()
                    .filter(sandbox -> Overdue.reason(sandbox, now).isPresent())
                    .toList();
            if (applies && waiting.waits()) {
                results.addAll(await(client, overdue));
            } else {
                String action = applies ? "is being destroyed" : "dry-run";
                overdue.forEach(sandbox -> results.add(ActionResult.of(
                        sandbox, action, Overdue.reason(sandbox, now).orElse(null))));
            }
        }
        print(results, form);
        return results.stream().anyMatch(each -> FAILED.equals(each.action())) ? Exit.UNFINISHED.code() : 0;
    }

    private List<ActionResult> await(KubernetesClient client, List<Sandbox> overdue) throws StartFailure {
        Instant deadline = Instant.now().plus(waiting.limit());
        SandboxWait wait =
                new SandboxWait(client, waiting.progress(spec.commandLine().getErr()));
        List<ActionResult> results = new ArrayList<>();
        for (Sandbox sandbox : overdue) {
            results.add(
                    ControllerPresence.isKnownToBeMissing(client, home.name(), Instant.now())
                            ? ActionResult.of(
                                    sandbox,
                                    FAILED,
                                    "no controllers are active: start 'sandboxer up' or 'sandboxer operator'; they end"
                                            + " what is overdue by themselves")
                            : awaitEnd(wait, sandbox, deadline));
        }
        return results;
    }

    /// Somebody may have given it more time meanwhile.
    private static ActionResult awaitEnd(SandboxWait wait, Sandbox sandbox, Instant deadline) throws StartFailure {
        Duration left = Duration.between(Instant.now(), deadline);
        try {
            Sandbox last = wait.until(
                    sandbox,
                    left.isPositive() ? left : Duration.ofMillis(1),
                    seen -> hasEnded(seen, sandbox)
                            || Overdue.reason(Objects.requireNonNull(seen), Instant.now())
                                    .isEmpty());
            return ActionResult.of(sandbox, hasEnded(last, sandbox) ? "destroyed" : "extended", null);
        } catch (StartFailure e) {
            if (e.exit() != Exit.UNFINISHED) {
                throw e;
            }
            return ActionResult.of(sandbox, FAILED, e.getMessage());
        }
    }

    private static boolean hasEnded(@Nullable Sandbox seen, Sandbox sandbox) {
        return SandboxWait.isGone(sandbox).test(seen)
                || seen != null && seen.getStatus() != null && seen.getStatus().endedAt() != null;
    }

    private void print(List<ActionResult> results, @Nullable OutputForm form) {
        PrintWriter out = spec.commandLine().getOut();
        if (form == OutputForm.JSON) {
            out.println(Printing.json(ActionResult.json(results)));
        } else if (results.isEmpty()) {
            spec.commandLine().getErr().println("Nothing is overdue.");
        } else {
            results.forEach(each -> out.println(each.line()));
        }
    }
}
