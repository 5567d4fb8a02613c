package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import social.coulomb.sandboxer.host.basedir.BaseDirectory;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.TeardownReport;

/// Takes a project away and proves that nothing of it is left.
///
/// Goes by labels and the marker, so it needs no compose file, and works after any interruption.
public final class Removal {

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /// What an engine still makes for a client that was killed is there by then.
    private static final Duration AFTERMATH = Duration.ofMillis(1_500);

    private final HostOperation operation;
    private final ProjectSite site;
    private final List<String> removed = new ArrayList<>();

    public Removal(HostOperation operation, ProjectSite site) {
        this.operation = operation;
        this.site = site;
    }

    /// @throws ExtensionFailure.NotOurs before anything is touched that does not prove to be the sandbox's
    /// @throws ExtensionFailure.Transient when something is left after all attempts
    public TeardownReport run(BaseDirectory base, SandboxMarker marker) throws ExtensionFailure {
        ProjectSight sight = ProjectSight.read(operation, site);
        sight.requireOurs(site.identity());
        boolean wasInterrupted = sight.interrupted();
        if (wasInterrupted) {
            operation.run(ProjectScripts.interrupt(site));
            sight = ProjectSight.read(operation, site);
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            sight.requireOurs(site.identity());
            if (sight.isEmpty()) {
                return new TeardownReport(removed.stream().distinct().toList());
            }
            removeOnce(sight, base, marker);
            pause(wasInterrupted ? AFTERMATH : attempt == 1 ? Duration.ZERO : PAUSE);
            wasInterrupted = false;
            sight = ProjectSight.read(operation, site);
        }
        throw new ExtensionFailure.Transient(
                "TeardownIncomplete",
                "Host " + operation.host().name() + " still has " + String.join(", ", remains(sight)) + ".");
    }

    private void removeOnce(ProjectSight sight, BaseDirectory base, SandboxMarker marker) throws ExtensionFailure {
        operation.report("Removing containers and networks");
        SectionedOutput output = operation.run(ProjectScripts.remove(site, sight, GRACE));
        output.text("removed").stream().flatMap(String::lines).forEach(removed::add);
        if (sight.directory()) {
            operation.report("Removing the workspace");
            if (base.remove(marker, operation.cancel()) == 0) {
                removed.add("directory " + site.directory());
            }
        }
    }

    private static List<String> remains(ProjectSight sight) {
        List<String> remains = new ArrayList<>();
        sight.containers().forEach(container -> remains.add("container " + container.name()));
        sight.others().forEach(thing -> remains.add(thing.kind() + " " + thing.name()));
        sight.gates().filter(rules -> rules > 0).ifPresent(rules -> remains.add(rules + " rules of the firewall"));
        if (sight.directory()) {
            remains.add("files of another account in the sandbox's directory");
        }
        return remains;
    }

    private static void pause(Duration duration) throws ExtensionFailure.Cancelled {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtensionFailure.Cancelled("The teardown was interrupted.");
        }
    }
}
