package social.coulomb.sandboxer.controllers.steplog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.ApiServerOptions;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.controllers.TolerantClient;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.StepOutput;

/// Logs in a real API. A ConfigMap stands for the sandbox: only what it is called counts here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepLogIT {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedApiServer api;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @BeforeAll
    void start() throws Exception {
        api = EmbeddedApiServer.start(ApiServerOptions.in(directory).withPort(0));
        client = TolerantClient.build(Config.fromKubeconfig(Files.readString(api.kubeconfig())));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.update());
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        api.close();
    }

    @Test
    void whatTheFailingStepSaidIsKeptAndGoesWithItsSandbox() {
        ConfigMap sandbox = object("web");
        try (StepLog log = new StepLog(client, NOON)) {
            log.record(sandbox, 2, 3, failure("pull", "no such image"));
            log.record(sandbox, 2, 4, failure("build", "no such file"));
        }

        ConfigMap kept = find("web-log");
        assertThat(requireNonNull(kept).getData())
                .containsEntry("output", "no such file")
                .containsEntry("step", "build")
                .containsEntry("reason", "ImageUnavailable")
                .containsEntry("attempt", "4")
                .containsEntry("incarnation", "2")
                .containsEntry("at", "2026-11-20T12:00:00Z");
        assertThat(kept.getMetadata().getLabels()).containsEntry("sandboxer.coulomb.social/log", "true");

        client.resource(sandbox).delete();
        await().until(() -> find("web-log") == null);
    }

    @Test
    void aFailureWithoutOutputIsItsOwn() {
        ConfigMap sandbox = object("quiet");
        try (StepLog log = new StepLog(client, NOON)) {
            log.record(sandbox, 1, 1, new ExtensionFailure.Transient("HostUnreachable", "Host a: no route"));
        }

        assertThat(find("quiet-log"))
                .extracting(ConfigMap::getData)
                .isEqualTo(Map.of(
                        "output", "Host a: no route",
                        "step", "HostUnreachable",
                        "reason", "HostUnreachable",
                        "attempt", "1",
                        "incarnation", "1",
                        "at", "2026-11-20T12:00:00Z"));
    }

    @Test
    void aConfigMapOfSomebodyElseIsLeftAlone() {
        object("other-log");
        ConfigMap sandbox = object("other");
        try (StepLog log = new StepLog(client, NOON)) {
            log.record(sandbox, 1, 1, failure("pull", "no such image"));
        }

        assertThat(find("other-log")).extracting(ConfigMap::getData).isEqualTo(Map.of("is", "mine"));
    }

    @Test
    void anApiThatIsGoneFailsNobody() {
        ConfigMap sandbox = object("lonely");
        try (KubernetesClient broken = TolerantClient.build(Config.empty());
                StepLog log = new StepLog(broken, NOON)) {
            log.record(sandbox, 1, 1, failure("pull", "no such image"));
        }
        assertThat(find("lonely-log")).isNull();
    }

    @Test
    void namesStayNames() {
        assertThat(StepLog.name("a".repeat(253))).hasSize(253).endsWith("a-log");
        assertThat(StepLog.name("web")).isEqualTo("web-log");
    }

    private static ExtensionFailure failure(String step, String said) {
        return new ExtensionFailure.Transient("ImageUnavailable", "not there").with(new StepOutput(step, said));
    }

    private ConfigMap object(String name) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .addToData("is", "mine")
                        .build())
                .create();
    }

    private @Nullable ConfigMap find(String name) {
        return client.configMaps().inNamespace("default").withName(name).get();
    }
}
