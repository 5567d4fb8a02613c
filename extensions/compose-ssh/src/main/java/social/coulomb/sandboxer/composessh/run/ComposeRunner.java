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
    /// in their file, which goes over the engine's socket; that for podman would put them on command lines, but
    /// hands a file on as it is.
    @Override
    public void deliver(ContainedProject project, ProjectSite site, PrivateFiles files) {
        boolean podman = compose.variant() == ComposeInfo.Variant.PODMAN_COMPOSE;
        if (podman || files.variables().isEmpty()) {
            String environment = podman && !files.variables().isEmpty() ? site.secretsFile() : null;
            files.add(PrivateFiles.PROJECT, ComposeDialect.write(project, compose.variant(), environment));
        } else {
            files.add(
                    PrivateFiles.PROJECT,
                    ComposeDialect.write(project.withVariables(files.variables()), compose.variant(), null));
        }
    }

    private void mend(String name, JsonNode service, NetworkSites networks, ProjectScript script) {
        if (service.hasNonNull("pids_limit")) {
            script.call("limit_pids", name, service.path("pids_limit").asText());
        }
        if (compose.variant() == ComposeInfo.Variant.PODMAN_COMPOSE) {
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
