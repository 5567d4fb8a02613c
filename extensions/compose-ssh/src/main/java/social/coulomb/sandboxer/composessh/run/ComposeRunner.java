package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.host.engine.ComposeInfo;

/// Uses the host's compose program, where the host is configured to want that.
///
/// The program gets the contained file only, and networks that were made before. What it drops is mended with
/// the engine where that can be, and otherwise found by [Enforcement].
record ComposeRunner(ComposeInfo compose) implements ProjectRunner {

    /// Compose programs for podman cannot give fixed addresses, so services find each other by its name server
    /// only.
    @Override
    public boolean needsNameServer(ContainedProject project) {
        return project.services().size() > 1;
    }

    @Override
    public void bringUp(
            ContainedProject project,
            ProjectSite site,
            NetworkSites networks,
            Duration patience,
            ProjectScript script) {
        ImageCalls.write(project, site, script);
        script.assign("reading", isForPodman() ? "--podman-run-args=--env-file" : "");
        List<String> words = new ArrayList<>(List.of(
                "compose_up", Integer.toString(project.services().size()), Long.toString(patience.toSeconds())));
        words.addAll(compose.command());
        script.call(words);
        project.file()
                .path("services")
                .properties()
                .forEach(service -> mend(service.getKey(), service.getValue(), networks, script));
    }

    /// Their own ways to read environment files differ in quotes and dollar signs. So docker's programs get the values
    /// in their file, which goes over the engine's socket. Those for podman would put them on command lines: podman
    /// reads the file itself.
    @Override
    public void deliver(ContainedProject project, ProjectSite site, PrivateFiles files) {
        ContainedProject whole = isForPodman() ? project : project.withVariables(files.variables());
        files.add(PrivateFiles.PROJECT, ComposeDialect.write(whole, compose.variant()));
    }

    private boolean isForPodman() {
        return compose.variant() == ComposeInfo.Variant.PODMAN_COMPOSE;
    }

    private void mend(String name, JsonNode service, NetworkSites networks, ProjectScript script) {
        if (service.hasNonNull("pids_limit")) {
            script.call("limit_pids", name, service.path("pids_limit").asText());
        }
        if (isForPodman()) {
            service.path("networks")
                    .properties()
                    .forEach(join -> networks.site(join.getKey())
                            .filter(network -> join.getValue().has("aliases"))
                            .ifPresent(network -> {
                                List<String> words = new ArrayList<>(List.of("rejoin", name, network.name(), name));
                                join.getValue().path("aliases").forEach(alias -> words.add(alias.asText()));
                                script.call(words);
                            }));
        }
    }
}
