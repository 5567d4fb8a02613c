package social.coulomb.sandboxer.composessh.run;

import java.util.List;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;

/// Tells what there is of a project, in one round trip.
public final class Observing {

    private Observing() {}

    /// @throws ExtensionFailure.NotOurs when what stands there is another's
    public static Observation observe(HostOperation operation, ProjectSite site) throws ExtensionFailure {
        ProjectSight sight = ProjectSight.read(operation, site);
        if (sight.isEmpty()) {
            return new Observation.Absent();
        }
        sight.requireOurs(site.identity());
        List<String> findings = sight.findings();
        return sight.plan()
                .filter(plan -> findings.isEmpty())
                .<Observation>map(plan -> new Observation.Running(
                        Reaching.of(operation.host().settings(), site, plan, sight.containers())))
                .orElseGet(() -> new Observation.Partial(findings));
    }
}
