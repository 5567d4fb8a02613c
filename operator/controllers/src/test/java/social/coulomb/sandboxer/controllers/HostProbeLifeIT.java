package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostFailure.HostKeyRejected;

final class HostProbeLifeIT {

    private static final String E2E = "{profile: profile.compose-e2e}";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;
    private FakeHosts.Machine machine;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        machine = fixture.hosts.machine("host-a.test", "machine-a");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aHostIsRegisteredMeasuredAndMarkedAsOurs() {
        String uid = fixture.host("host-a", "host-a.test").getMetadata().getUid();
        HostProbeStatus status = status(fixture.awaitHost("host-a", "Ready", "True", "Ready"));
        assertThat(requireNonNull(status.snapshot()).memAvailableMb()).isEqualTo(4000);
        assertThat(requireNonNull(status.engine()).name()).isEqualTo("podman");
        assertThat(requireNonNull(status.identity()).machineId()).isEqualTo("machine-a");
        assertThat(requireNonNull(machine.recorded()).ownerId()).isEqualTo(uid);
        assertThat(holds(status, "Schedulable")).isTrue();
    }

    @Test
    void aSilentHostIsUnknownAndNothingIsPlacedOnItUntilItAnswers() {
        machine.failWith(new HostFailure.Unreachable("no answer", null));
        fixture.host("host-a", "host-a.test");
        fixture.awaitHost("host-a", "Reachable", "Unknown", "HostUnreachable");
        fixture.sandbox("a", E2E);
        fixture.await(
                "a",
                each -> each.conditions().stream()
                        .anyMatch(condition -> condition.type().equals("Routed")
                                && condition.reason().equals("HostUnreachable")));
        machine.failWith(null);
        fixture.awaitState("a", SandboxState.READY);
    }

    @Test
    void aChangedHostKeyIsStalledAndNamed() {
        machine.failWith(new HostKeyRejected(
                "host-a.test", HostKeyRejected.Reason.CHANGED, "SHA256:new", List.of("SHA256:old")));
        fixture.host("host-a", "host-a.test");
        HostProbeStatus status = status(fixture.awaitHost("host-a", "Stalled", "True", "HostKeyChanged"));
        assertThat(message(status, "Stalled")).contains("SHA256:new");
    }

    @Test
    void anExchangedMachineIsNotTakenForTheFormerOne() {
        fixture.host("host-a", "host-a.test");
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        fixture.hosts.machine("host-a.test", "machine-b");
        fixture.awaitHost("host-a", "Ready", "False", "HostIdentityChanged");
        assertThat(fixture.backend.names()).as("nothing is ended for it").hasSize(1);
    }

    @Test
    void aDirectoryOfAnotherHostProbeIsLeftAlone() {
        fixture.host("first", "host-a.test");
        fixture.awaitHost("first", "Ready", "True", "Ready");
        fixture.host("second", "host-a.test");
        fixture.awaitHost("second", "Ready", "False", "HostIdentityForeign");
    }

    @Test
    void aMovedHostInUseIsBelievedOnlyWithItsIdentity() {
        fixture.host("host-a", "host-a.test");
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        fixture.hosts.machine("other.test", "machine-b");
        fixture.host("host-a", "other.test");
        fixture.awaitHost("host-a", "Stalled", "True", "HostInUse");
        assertThat(fixture.hosts.host("host-a").settings().endpoint().address()).isEqualTo("host-a.test");
        fixture.host("host-a", "host-a.test");
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
    }

    @Test
    void aKeyFromASecretIsUsedAsSoonAsItIsThere() {
        fixture.apply(HostProbe.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: HostProbe
                metadata: {name: host-a}
                spec: {address: host-a.test, interval: 1s, sshKeySecretRef: {name: keys, key: id}}
                """);
        fixture.awaitHost("host-a", "Ready", "Unknown", "SecretMissing");
        fixture.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(ControllersFixture.NAMESPACE)
                        .endMetadata()
                        .withData(Map.of(
                                "id",
                                Base64.getEncoder().encodeToString("a private key".getBytes(StandardCharsets.UTF_8))))
                        .build())
                .create();
        HostProbe probe = fixture.awaitHost("host-a", "Ready", "True", "Ready");
        assertThat(fixture.hosts.host("host-a").settings().access().credentials())
                .isInstanceOfSatisfying(
                        SshCredentials.KeyInMemory.class,
                        key -> assertThat(new String(key.privateKey(), StandardCharsets.UTF_8))
                                .isEqualTo("a private key"));
        assertThat(status(probe).toString()).doesNotContain("a private key");
    }

    @Test
    void scarceMemoryKeepsNewSandboxesAway() {
        machine.memoryLeft(100);
        fixture.apply(HostProbe.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: HostProbe
                metadata: {name: host-a}
                spec: {address: host-a.test, interval: 1s, capacity: {minMemAvailableMb: 500}}
                """);
        fixture.awaitHost("host-a", "Schedulable", "False", "MemoryPressure");
        machine.memoryLeft(900);
        fixture.awaitHost("host-a", "Schedulable", "True", "Schedulable");
    }

    @Test
    void aHostInUseStaysUntilItsSandboxesAreGone() {
        fixture.host("host-a", "host-a.test");
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        fixture.client.resources(HostProbe.class).withName("host-a").delete();
        fixture.awaitHost("host-a", "Deleting", "True", "HostInUse");
        fixture.delete("a");
        fixture.awaitGone("a");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.client
                                .resources(HostProbe.class)
                                .withName("host-a")
                                .get()
                        == null);
        assertThat(machine.recorded()).isNull();
        assertThat(fixture.hosts.names()).isEmpty();
    }

    @Test
    void anAbandonedHostEndsItsSandboxesAsLost() {
        fixture.host("host-a", "host-a.test");
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        machine.failWith(new HostFailure.Unreachable("burnt down", null));
        fixture.apply(HostProbe.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: HostProbe
                metadata: {name: host-a}
                spec: {address: host-a.test, interval: 1s, decommission: Abandon}
                """);
        fixture.client.resources(HostProbe.class).withName("host-a").delete();
        Sandbox ended = fixture.awaitState("a", SandboxState.DESTROYED);
        SandboxStatus status = requireNonNull(ended.getStatus());
        assertThat(status.endReason()).isEqualTo(EndReason.HOST_LOST);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.client
                                .resources(HostProbe.class)
                                .withName("host-a")
                                .get()
                        == null);
    }

    @Test
    void measuresAloneAreNotWrittenAtEveryLook() {
        fixture.host("host-a", "host-a.test");
        HostProbe first = fixture.awaitHost("host-a", "Ready", "True", "Ready");
        machine.memoryLeft(3000);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.meters
                                .timer("sandboxer.operation", "operation", "host_look", "outcome", "done")
                                .count()
                        >= 4);
        HostProbe later =
                fixture.client.resources(HostProbe.class).withName("host-a").get();
        assertThat(later.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    private static HostProbeStatus status(HostProbe probe) {
        return requireNonNull(probe.getStatus());
    }

    private static boolean holds(HostProbeStatus status, String type) {
        return status.conditions().stream().anyMatch(each -> each.type().equals(type) && each.holds());
    }

    private static String message(HostProbeStatus status, String type) {
        return status.conditions().stream()
                .filter(each -> each.type().equals(type))
                .map(each -> each.message())
                .findFirst()
                .orElse("");
    }
}
