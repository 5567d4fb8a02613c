package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a workspace's compose file into one that stays inside the sandbox, or says why it cannot.
///
/// What the file extends and includes is read in first, so that it is held to the same. Works by allowlist: a
/// key that no rule knows is refused by name. The result is rewritten from what was checked, so nothing that
/// was not looked at reaches an engine.
public final class Containment {

    private static final Set<String> IGNORED = Set.of("version", "name");
    private static final Set<String> KNOWN = Set.of("services", "networks", "volumes", "configs", "secrets");

    private final Workspace workspace;
    private final ContainmentRules rules;

    public Containment(Workspace workspace, ContainmentRules rules) {
        this.workspace = workspace;
        this.rules = rules;
    }

    /// @param composeFile the file's path inside the workspace
    /// @throws ComposeRefused with every reason at once
    /// @throws IOException when the workspace cannot be read
    public ContainedProject contain(String composeFile) throws ComposeRefused, IOException {
        ComposeSources sources = new ComposeSources(workspace);
        ComposeSource main = sources.main(composeFile);
        Findings findings = new Findings(main.place());
        Map<String, String> variables = new LinkedHashMap<>(sources.ownVariables(main.directory()));
        variables.put("COMPOSE_PROJECT_NAME", rules.project());
        ObjectNode whole = new Assembly(sources, main, findings).assemble(variables);
        ContainedProject project = rewrite(whole, main.directory(), findings);
        findings.throwIfAny();
        return project;
    }

    private ContainedProject rewrite(ObjectNode document, String directory, Findings findings) throws IOException {
        document.fieldNames().forEachRemaining(key -> {
            if (!KNOWN.contains(key) && !IGNORED.contains(key) && !key.startsWith("x-")) {
                findings.addUnknown(key);
            }
        });
        NetworkRules networks = new NetworkRules(rules, section(document, "networks", findings), findings);
        VolumeRules volumes =
                new VolumeRules(workspace, rules, directory, section(document, "volumes", findings), findings);
        FileRules files = new FileRules(workspace, rules, directory, volumes, findings);
        files.declare("configs", section(document, "configs", findings));
        files.declare("secrets", section(document, "secrets", findings));
        EnvironmentRules environment = new EnvironmentRules(workspace, directory, findings);
        BuildRules builds = new BuildRules(workspace, rules, directory, findings);
        ServiceRules services = new ServiceRules(
                rules, new ServiceRules.Parts(networks, volumes, files, environment, builds), findings);
        return assemble(section(document, "services", findings), services, networks, volumes, findings);
    }

    private ContainedProject assemble(
            ObjectNode declared,
            ServiceRules rulesOfServices,
            NetworkRules networks,
            VolumeRules volumes,
            Findings findings)
            throws IOException {
        ObjectNode services = JsonNodeFactory.instance.objectNode();
        List<ContainedProject.Service> summaries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : declared.properties()) {
            ObjectNode wanted = Fields.object("services." + entry.getKey(), entry.getValue(), findings);
            if (wanted.has("profiles") && !wanted.get("profiles").isEmpty()) {
                continue;
            }
            ServiceRules.Contained contained = rulesOfServices.contain(entry.getKey(), wanted);
            services.set(entry.getKey(), contained.definition());
            summaries.add(contained.summary());
        }
        DependencyRules.contain(declared, services, findings);
        if (summaries.isEmpty()) {
            findings.add("services", "names no service that would run: add one");
        }
        volumes.refuseReplaceableSources();
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.set("services", services);
        file.set("networks", networks.declarations());
        file.set("volumes", volumes.declarations());
        List<ContainedProject.Service> all = summaries.stream()
                .map(service -> service.withOneShot(DependencyRules.isOneShot(service.name(), services)))
                .toList();
        return new ContainedProject(file, all, networks.planned());
    }

    private static ObjectNode section(ObjectNode document, String name, Findings findings) {
        return document.has(name)
                ? Fields.object(name, document.get(name), findings)
                : JsonNodeFactory.instance.objectNode();
    }
}
