package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects;
import social.coulomb.sandboxer.app.command.api.OperatorNamespace;
import social.coulomb.sandboxer.app.command.catalog.CatalogFiles;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.sdk.DurationText;

/// `sandboxer extend-ttl`: a ready sandbox lives longer, as far as its profile lets it.
@Command(
        name = "extend-ttl",
        description = "Lets a ready sandbox live longer, up to its profile's maximum.",
        mixinStandardHelpOptions = true)
public final class ExtendTtlCommand implements Callable<Integer> {

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

    @Parameters(paramLabel = "ID", description = "The sandbox's id or name.")
    @SuppressWarnings("NullAway.Init")
    private String word;

    @Option(
            names = "--duration",
            required = true,
            paramLabel = "DURATION",
            description = "By how much, such as 2h: added to its present end, or to now if that is past.")
    @SuppressWarnings("NullAway.Init")
    private String duration;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        Duration by = parse(duration);
        try (KubernetesClient client = access.connect()) {
            Sandbox sandbox = new SandboxFinder(client, scope).require(word);
            WaitProgress progress = waiting.progress(spec.commandLine().getErr());
            TtlExtension extension = extension(client, sandbox, by, progress);
            Sandbox changed = DeclaredObjects.change(client, sandbox, Map.of("ttl", extension.ttl()));
            Sandbox seen = waiting.waits()
                    ? new SandboxWait(client, progress)
                            .until(
                                    changed,
                                    waiting.limit(),
                                    each -> each == null || SandboxWait.isObserved(each, changed))
                    : changed;
            print(seen == null ? changed : seen, extension, form);
        }
        return 0;
    }

    private TtlExtension extension(KubernetesClient client, Sandbox sandbox, Duration by, WaitProgress progress)
            throws StartFailure {
        SandboxStatus status = sandbox.getStatus();
        SandboxState state = status == null ? null : status.state();
        if (status == null || status.readyAt() == null || state != SandboxState.READY && state != SandboxState.ACTIVE) {
            throw new StartFailure(
                    Exit.UNFINISHED,
                    "sandbox/" + sandbox.getMetadata().getName() + " is " + SandboxLine.state(sandbox)
                            + ": only a ready or active sandbox can live longer. " + SandboxLine.reason(sandbox));
        }
        Duration most = profileMaximum(client, status, progress);
        TtlExtension extension = TtlExtension.compute(
                Objects.requireNonNull(status.readyAt()), status.expiresAt(), by, most, Instant.now());
        if (extension.capped()) {
            progress.say("Its profile lets it live " + extension.ttl() + " in all, counted from " + status.readyAt()
                    + ": it is extended to that.");
        }
        return extension;
    }

    private @Nullable Duration profileMaximum(KubernetesClient client, SandboxStatus status, WaitProgress progress) {
        ProfileReference made = status.profile();
        String profile = made == null ? null : made.id();
        try {
            Duration most = made == null || profile == null
                    ? null
                    : CatalogFiles.read(client, home.name())
                            .profile(profile, made.digest())
                            .map(found -> found.ttl().max().value())
                            .orElse(null);
            if (most == null) {
                progress.say("How long its profile lets it live is not known here; the controllers see to it.");
            }
            return most;
        } catch (KubernetesClientException e) {
            progress.say(
                    "The catalog in " + home.name() + " may not be read here; the controllers see to the maximum.");
            return null;
        }
    }

    private void print(Sandbox sandbox, TtlExtension extension, @Nullable OutputForm form) {
        PrintWriter out = spec.commandLine().getOut();
        if (form != null) {
            SandboxOutput.one(sandbox, form, Instant.now()).forEach(out::println);
            return;
        }
        Instant end = sandbox.getStatus() == null || !waiting.waits()
                ? extension.expiresAt()
                : sandbox.getStatus().expiresAt();
        out.println("sandbox/" + sandbox.getMetadata().getName() + " lives " + extension.ttl() + " in all, until "
                + (end == null ? extension.expiresAt() : end));
    }

    private static Duration parse(String text) throws StartFailure {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(Exit.USAGE, "--duration: " + e.getMessage(), e);
        }
    }
}
