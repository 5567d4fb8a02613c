package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.host.engine.EngineInfo;

/// Where one project runs.
///
/// @param engine the host's engine
/// @param project the project's name, `sbx-<sandboxId>`
/// @param directory the sandbox's own directory on the host
/// @param networks the project's networks as they were made there, by their key in the compose file
/// @param patience how long a service may take until those that wait for it start
record ProjectSite(
        EngineInfo engine,
        String project,
        String directory,
        Map<String, NetworkSite> networks,
        List<String> labels,
        Duration patience) {

    ProjectSite {
        networks = Map.copyOf(networks);
        labels = List.copyOf(labels);
    }

    /// The container's name of a service: one each, as compose numbers them.
    String container(String service) {
        return project + "-" + service + "-1";
    }
}
