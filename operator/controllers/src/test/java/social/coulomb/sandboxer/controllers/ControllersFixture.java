package social.coulomb.sandboxer.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.ApiServerOptions;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.controllers.hostprobe.ConnectionPolicy;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;
import social.coulomb.sandboxer.controllers.secrets.KubernetesSecretSource;
import social.coulomb.sandboxer.controllers.secrets.SecretPlaces;
import social.coulomb.sandboxer.controllers.telemetry.TelemetryFiles;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.fake.FakeBackend;
import social.coulomb.sandboxer.sdk.fake.FakeExtension;

/// A real API, real controllers, hosts and a backend in memory.
public final class ControllersFixture implements AutoCloseable {

    static final String NAMESPACE = "sandboxer-system";
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final ControllerLease.Times QUICK_LEASE =
            new ControllerLease.Times(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1500));

    private static final String PROFILE = """
            id: profile.%s
            version: "1.0.0"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 4h, max: 24h}
            placement: {prefer: [%s]}
            """;
    static final String DESCRIPTOR = """
            id: ext.fake
            title: A backend in memory
            handler: fake
            capabilities: {isolation_levels: [container], pricing_model: self-hosted}
            """;

    final Path directory;
    final KubernetesClient client;
    final FakeBackend backend = new FakeBackend();
    final FakeExtension extension = new FakeExtension(backend);
    final FakeHosts hosts = new FakeHosts(backend, Clock.systemUTC());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Map<String, String> environment = Map.of();
    final SettableClock clock = new SettableClock();
    ControllersOptions.Policy policy = ControllersOptions.Policy.STANDARD;
    private EmbeddedApiServer api;
    private @Nullable Controllers controllers;

    /// Starts the API in that directory and puts catalog and namespaces into it; the controllers are started
    /// apart.
    public ControllersFixture(Path directory) throws Exception {
        this.directory = directory;
        ApiServerOptions options =
                ApiServerOptions.in(directory.resolve("state")).withPort(0).withDefinitions(definitions());
        api = EmbeddedApiServer.start(options);
        client = TolerantClient.build(Config.fromKubeconfig(Files.readString(api.kubeconfig())));
        namespace(NAMESPACE);
        namespace("default");
        catalog(Map.of(
                "ext.fake.yaml", DESCRIPTOR,
                "profile.compose-e2e.yaml", PROFILE.formatted("compose-e2e", "host-a"),
                "profile.sandbox-canary.yaml", PROFILE.formatted("sandbox-canary", "host-a")));
        hosts.machine("host-a.test", "machine-a");
    }

    Controllers start() throws Exception {
        Controllers started = Controllers.start(options());
        controllers = started;
        return started;
    }

    void stop() {
        if (controllers != null) {
            controllers.close();
            controllers = null;
        }
    }

    ControllersOptions options() {
        ExtensionServices services = new ExtensionServices() {
            @Override
            public <T> T require(Class<T> service) {
                throw new IllegalStateException("nothing is lent here");
            }
        };
        return new ControllersOptions(
                new ControllersOptions.Home(client, NAMESPACE, "test-installation"),
                new ControllersOptions.Outside(
                        List.of(new FakeProvider(extension)),
                        services,
                        hosts,
                        hosts,
                        new ConnectionPolicy(true, directory.resolve("known_hosts")),
                        new KubernetesSecretSource(client, new SecretPlaces(NAMESPACE, environment, true)),
                        List.of(new TelemetryFiles(directory.resolve("telemetry")))),
                policy,
                QUICK_LEASE,
                clock,
                meters);
    }

    /// Ends the API and begins it anew on the same port after a pause.
    void restartApi(Duration pause) throws Exception {
        int port = api.address().getPort();
        api.close();
        Thread.sleep(pause);
        api = startApi(port, definitions());
    }

    /// Something takes connections in the API's place meanwhile, and never answers.
    void whileTheApiIsSilent(Runnable work) throws Exception {
        int port = api.address().getPort();
        api.close();
        try (ServerSocket silent = new ServerSocket()) {
            silent.setReuseAddress(true);
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            work.run();
        } finally {
            api = startApi(port, definitions());
        }
    }

    /// Puts objects into the store that no schema would have let in, as an older or a damaged one may hold.
    void putDamagedObjects() throws Exception {
        int port = api.address().getPort();
        api.close();
        api = startApi(port, List.of(permissive(definition("sandboxes")), permissive(definition("hostprobes"))));
        for (String spec : List.of(
                "{inputs: 5, route: [1], shutdownPolicy: {a: b}}",
                "{profile: [x], recreate: {y: 1}, consumer: none}",
                "[]",
                "text")) {
            damaged("Sandbox", "sandboxes", "default", "spec: " + spec);
        }
        damaged(
                "Sandbox",
                "sandboxes",
                "default",
                "spec: {}\nstatus: {conditions: [null, 3, {type: 1}], incarnation: many, readyAt: soon, operation: [1]}");
        damaged("Sandbox", "sandboxes", "default", "status: 7");
        damaged("HostProbe", "hostprobes", null, "spec: {port: many, capacity: 3, allowedNamespaces: {a: b}}");
        damaged("HostProbe", "hostprobes", null, "other: 1");
        api.close();
        api = startApi(port, definitions());
    }

    private void damaged(String kind, String plural, @Nullable String namespace, String rest) {
        String name = "damaged-" + java.util.UUID.randomUUID();
        var object = client.getKubernetesSerialization()
                .unmarshal(
                        "apiVersion: sandboxer.coulomb.social/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                                + "}\n" + rest,
                        io.fabric8.kubernetes.api.model.GenericKubernetesResource.class);
        String path = "/apis/sandboxer.coulomb.social/v1alpha1" + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/" + plural;
        client.raw(path, "POST", object);
    }

    private static ObjectNode permissive(ObjectNode definition) {
        ObjectNode version = (ObjectNode) definition.at("/spec/versions/0");
        version.remove("subresources");
        version.remove("selectableFields");
        version.putObject("schema")
                .putObject("openAPIV3Schema")
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
        return definition;
    }

    private EmbeddedApiServer startApi(int port, List<ObjectNode> definitions) throws Exception {
        return EmbeddedApiServer.start(
                ApiServerOptions.in(directory.resolve("state")).withPort(port).withDefinitions(definitions));
    }

    void catalog(Map<String, String> files) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("catalog")
                        .withNamespace(NAMESPACE)
                        .addToLabels(SandboxerApi.CATALOG_LABEL, "true")
                        .endMetadata()
                        .withData(files)
                        .build())
                .unlock()
                .createOr(existing -> existing.update());
    }

    HostProbe host(String name, String address) {
        return apply(HostProbe.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: HostProbe
                metadata: {name: %s}
                spec: {address: %s, interval: 1s}
                """.formatted(name, address));
    }

    Sandbox sandbox(String name, String spec) {
        return apply(Sandbox.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: Sandbox
                metadata: {name: %s, namespace: default}
                spec: %s
                """.formatted(name, spec));
    }

    <T extends io.fabric8.kubernetes.api.model.HasMetadata> T apply(Class<T> type, String yaml) {
        T object = client.getKubernetesSerialization().unmarshal(yaml, type);
        return client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
    }

    void delete(String name) {
        client.resources(Sandbox.class).inNamespace("default").withName(name).delete();
    }

    @Nullable
    Sandbox find(String name) {
        return client.resources(Sandbox.class)
                .inNamespace("default")
                .withName(name)
                .get();
    }

    Sandbox await(String name, Predicate<SandboxStatus> wanted) {
        return Awaitility.await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> Objects.requireNonNull(find(name)),
                        sandbox -> sandbox.getStatus() != null && wanted.test(sandbox.getStatus()));
    }

    Sandbox awaitState(String name, SandboxState state) {
        return await(name, status -> status.state() == state);
    }

    void awaitGone(String name) {
        Awaitility.await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(name) == null);
    }

    HostProbe awaitHost(String name, String type, String status, String reason) {
        return Awaitility.await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(HostProbe.class).withName(name).get(),
                        probe -> probe != null
                                && probe.getStatus() != null
                                && probe.getStatus().conditions().stream()
                                        .anyMatch(each -> each.type().equals(type)
                                                && each.status().equals(status)
                                                && each.reason().equals(reason)));
    }

    List<Event> events(String name) {
        return client.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .toList();
    }

    static SandboxStatus status(Sandbox sandbox) {
        return Objects.requireNonNull(sandbox.getStatus());
    }

    static @Nullable Condition condition(SandboxStatus status, String type) {
        return status.conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        stop();
        client.close();
        api.close();
    }

    private void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.update());
    }

    private static List<ObjectNode> definitions() throws IOException {
        return List.of(definition("sandboxes"), definition("snapshots"), definition("hostprobes"));
    }

    private static ObjectNode definition(String plural) throws IOException {
        String file = plural + "." + SandboxerApi.GROUP + ".yaml";
        try (InputStream text = Objects.requireNonNull(SandboxerApi.class.getResourceAsStream(file), file)) {
            return (ObjectNode) new YAMLMapper().readTree(text);
        }
    }

    private record FakeProvider(FakeExtension extension) implements ExtensionProvider {

        @Override
        public String handler() {
            return "fake";
        }

        @Override
        public Extension create(ExtensionDescriptor descriptor, ExtensionServices services) {
            return extension;
        }
    }
}
