package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.steplog.StepLog;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.StepOutput;
import social.coulomb.sandboxer.sdk.fake.FakeExtension.Call;

/// What sandboxes are given, and what is told of steps that fail.
final class SecretsIT {

    private static final String VALUE = "s3cr3t-of-the-registry";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.catalog(Map.of("ext.fake.yaml", ControllersFixture.DESCRIPTOR, "profile.with-secret.yaml", """
                id: profile.with-secret
                version: "1"
                extension: ext.fake
                isolation: {level: container}
                ttl: {default: 1h, max: 2h}
                setup: {secret_refs: [build_registry_token]}
                placement: {prefer: [host-a]}
                """));
        fixture.host("host-a", "host-a.test");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSandboxWaitsForASecretThatIsNotThereYetAndGoesOnWhenItComes() {
        fixture.sandbox("a", "{profile: profile.with-secret}");
        Condition routed = requireNonNull(ControllersFixture.condition(
                requireNonNull(fixture.await("a", status -> {
                            Condition condition = ControllersFixture.condition(status, "Routed");
                            return condition != null && condition.reason().equals("SecretMissing");
                        })
                        .getStatus()),
                "Routed"));
        assertThat(routed.message()).contains("build-registry-token", "default");
        assertThat(fixture.backend.names()).isEmpty();

        secret();
        fixture.sandbox("a", "{profile: profile.with-secret, ttl: 1h}");
        fixture.awaitState("a", SandboxState.READY);
        assertThat(fixture.extension.secretsGiven()).containsEntry("build_registry_token", VALUE);
        assertThat(Serialization.asYaml(fixture.find("a"))).doesNotContain(VALUE);
        assertThat(Serialization.asYaml(fixture.events("a"))).doesNotContain(VALUE);
    }

    @Test
    void whatAFailingStepSaidIsKeptBesideTheSandboxAndGoesWithIt() {
        secret();
        fixture.extension.failNext(
                Call.PROVISION,
                new ExtensionFailure.Transient("ImageUnavailable", "It cannot be pulled.")
                        .with(new StepOutput("pull", "no such host")));
        fixture.sandbox("a", "{profile: profile.with-secret}");
        ConfigMap log = Awaitility.await()
                .until(
                        () -> fixture.client
                                .configMaps()
                                .inNamespace("default")
                                .withName(StepLog.name("a"))
                                .get(),
                        found -> found != null);
        assertThat(log.getData()).containsEntry("output", "no such host").containsEntry("step", "pull");
        assertThat(log.getMetadata().getOwnerReferences()).hasSize(1);
        fixture.awaitState("a", SandboxState.READY);
    }

    private void secret() {
        fixture.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("build-registry-token")
                        .withNamespace("default")
                        .endMetadata()
                        .addToStringData("build_registry_token", VALUE)
                        .build())
                .create();
    }
}
