package social.coulomb.sandboxer.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.home.HaltAtFault;
import social.coulomb.sandboxer.app.home.Home;
import social.coulomb.sandboxer.app.home.StateDirectory;
import social.coulomb.sandboxer.controllers.ControllersOptions;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuota;
import social.coulomb.sandboxer.controllers.reachability.TunnelPort;
import social.coulomb.sandboxer.controllers.routing.RoutingPolicy;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.Actor;

/// What both ways of running the controllers take, and how they run.
final class RunOptions {

    private static final String PROJECT = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where everything is kept; ~/.local/share/sandboxer without it.")
    private @Nullable Path state;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "Profiles and extension descriptors of your own; followed as they change.")
    private @Nullable Path profiles;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Host keys to believe; ~/.ssh/known_hosts without it.")
    private @Nullable Path knownHosts;

    @Option(names = "--until-ready", description = "Ends as soon as everything runs: to try a configuration.")
    private boolean untilReady;

    @Option(
            names = "--default-actor",
            paramLabel = "KIND",
            defaultValue = "${env:SANDBOXER_DEFAULT_ACTOR}",
            description = "Who is taken to ask where a sandbox does not say: adm, agt or atm.")
    private @Nullable String actor;

    @Option(
            names = "--default-project",
            paramLabel = "SLUG",
            defaultValue = "${env:SANDBOXER_DEFAULT_PROJECT}",
            description = "For which project, where a sandbox does not say.")
    private @Nullable String project;

    @Option(
            names = "--max-sandboxes",
            paramLabel = "N",
            description = "How many sandboxes a namespace may have at once, where it says nothing itself.")
    private @Nullable Integer maxSandboxes;

    @Mixin
    private final StateHubOptions stateHub = new StateHubOptions();

    /// @throws StartFailure when an option holds what no sandbox could say
    ControllersOptions.Policy policy() throws StartFailure {
        if (maxSandboxes != null && maxSandboxes < 0) {
            throw new StartFailure(Exit.USAGE, "--max-sandboxes " + maxSandboxes + ": write 0 or more.");
        }
        String forWhat = given(project);
        if (forWhat != null && !forWhat.matches(PROJECT)) {
            throw new StartFailure(
                    Exit.USAGE,
                    "--default-project " + forWhat
                            + ": write at most 63 letters, digits, '-', '_' and '.', such as wise-validator.");
        }
        NamespaceQuota quota =
                maxSandboxes == null ? new NamespaceQuota.Unlimited() : new NamespaceQuota.Limited(maxSandboxes);
        return new ControllersOptions.Policy(
                new ControllersOptions.Tenants(actor(), forWhat, quota),
                tunnel(),
                RoutingPolicy.from(System::getenv),
                stateHub.settings(System.getenv()),
                HaltAtFault.named(System.getenv(HaltAtFault.VARIABLE)));
    }

    private static @Nullable String tunnel() throws StartFailure {
        try {
            return TunnelPort.descriptor(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new StartFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Actor actor() throws StartFailure {
        if (given(actor) == null) {
            return null;
        }
        Actor known = ConstantName.find(Actor.class, actor);
        if (known == null) {
            throw new StartFailure(Exit.USAGE, "--default-actor " + actor + ": write adm, agt or atm.");
        }
        return known;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    StateDirectory openState() throws StartFailure {
        return StateDirectory.open(state == null ? StateDirectory.defaultRoot() : state);
    }

    @Nullable
    Path profiles() {
        return profiles;
    }

    Path knownHosts() {
        return knownHosts == null ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts") : knownHosts;
    }

    /// Blocks until the program is asked to end, unless it was only to be tried.
    void run(Home home, PrintWriter out) throws InterruptedException {
        home.describe().forEach(out::println);
        out.flush();
        if (!untilReady) {
            home.runUntilEnded();
        }
    }
}
