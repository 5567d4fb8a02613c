package social.coulomb.sandboxer.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import social.coulomb.sandboxer.apiserver.ApiServerOptions;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.app.ProgramRun;
import social.coulomb.sandboxer.controllers.TolerantClient;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// A real API with our kinds and without controllers: a test writes what those would write.
public final class ApiFixture implements AutoCloseable {

    private final EmbeddedApiServer api;
    final KubernetesClient client;

    public ApiFixture(Path directory) throws Exception {
        api = EmbeddedApiServer.start(
                ApiServerOptions.in(directory.resolve("api")).withPort(0).withDefinitions(definitions()));
        client = TolerantClient.build(Config.fromKubeconfig(Files.readString(api.kubeconfig())));
        for (String namespace : List.of("default", "team", "sandboxer-system")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .createOr(existing -> existing.update());
        }
    }

    /// Runs the program against this API.
    ProgramRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig");
        all.add(api.kubeconfig().toString());
        return ProgramRun.of(all.toArray(String[]::new));
    }

    /// As [#run], for what answers JSON.
    JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(run(arguments).output());
    }

    /// Applied as another manager would.
    <T extends HasMetadata> T apply(Class<T> type, String yaml) {
        T object = client.getKubernetesSerialization().unmarshal(yaml, type);
        return client.resource(object).fieldManager("gitops").forceConflicts().serverSideApply();
    }

    Sandbox sandbox(String namespace, String name, String spec) {
        return apply(Sandbox.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: Sandbox
                metadata: {name: %s, namespace: %s, labels: {name: %s}}
                spec: %s
                """.formatted(name, namespace, name, spec));
    }

    Sandbox find(String namespace, String name) {
        return client.resources(Sandbox.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /// Writes a part of the status, as controllers would.
    void status(String namespace, String name, String yaml) throws IOException {
        client.resources(Sandbox.class)
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), statusPatch(yaml));
    }

    void hostStatus(String name, String yaml) throws IOException {
        client.resources(HostProbe.class)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), statusPatch(yaml));
    }

    /// Conditions get the one required field that no test is about.
    private static String statusPatch(String yaml) throws IOException {
        JsonNode status = new YAMLMapper().readTree(yaml);
        status.path("conditions")
                .forEach(condition -> ((ObjectNode) condition).put("lastTransitionTime", "2026-11-01T10:00:00Z"));
        return "{\"status\":" + status + "}";
    }

    @Override
    public void close() {
        client.close();
        api.close();
    }

    private static List<ObjectNode> definitions() throws IOException {
        List<ObjectNode> definitions = new ArrayList<>();
        for (String plural : List.of("sandboxes", "snapshots", "hostprobes")) {
            String file = plural + "." + SandboxerApi.GROUP + ".yaml";
            try (InputStream text = Objects.requireNonNull(SandboxerApi.class.getResourceAsStream(file), file)) {
                definitions.add((ObjectNode) new YAMLMapper().readTree(text));
            }
        }
        return definitions;
    }
}
