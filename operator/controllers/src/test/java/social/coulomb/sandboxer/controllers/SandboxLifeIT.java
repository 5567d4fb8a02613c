package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.HostDelta;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.TelemetryStatus;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.fake.FakeExtension.Call;

final class SandboxLifeIT {

    private static final String E2E = "{profile: profile.compose-e2e}";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSandboxIsMadeAndTakenAwayInAtMostSixWritesAndFiveEvents() {
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
        List<String> seen = new CopyOnWriteArrayList<>();
        Watch watch = fixture.client
                .resources(Sandbox.class)
                .inNamespace("default")
                .withName("a")
                .watch(new WriteCounter(seen));
        String uid = fixture.sandbox("a", E2E).getMetadata().getUid();
        Sandbox ready = fixture.awaitState("a", SandboxState.READY);
        SandboxStatus status = requireNonNull(ready.getStatus());
        String id = new SandboxIdentity("test-installation", uid, 1, "default", "a").sandboxId();
        assertThat(status.sandboxId()).isEqualTo(id);
        assertThat(requireNonNull(status.reachability()).ssh()).isEqualTo("fake@host-a");
        assertThat(fixture.backend.names()).containsExactly("sbx-" + id);
        assertThat(ready.getMetadata().getFinalizers()).containsExactly(SandboxerApi.TEARDOWN_FINALIZER);
        assertThat(holds(status, "Ready")).isTrue();

        fixture.delete("a");
        fixture.awaitGone("a");
        assertThat(fixture.backend.names()).isEmpty();
        await().until(() -> seen.contains("DELETED"));
        watch.close();
        // One write is the user's deletion, the last of ours is what the DELETED event tells.
        assertThat(seen.stream().filter("MODIFIED"::equals).count() - 1 + 1).isLessThanOrEqualTo(6);
        await().untilAsserted(() -> assertThat(fixture.events("a"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Provisioning", "Ready", "Destroying", "Destroyed"));
    }

    @Test
    void operatingModeDestroyedKeepsTheRecordAndOnlyRecreateMovesIt() {
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        fixture.sandbox("a", "{profile: profile.compose-e2e, operatingMode: Destroyed}");
        SandboxStatus ended = status(fixture.awaitState("a", SandboxState.DESTROYED));
        assertThat(ended.endReason()).isEqualTo(EndReason.REQUESTED);
        assertThat(holds(ended, "Finished")).isTrue();
        assertThat(ControllersFixture.condition(ended, "Ready")).isNull();
        assertThat(fixture.backend.names()).isEmpty();

        fixture.sandbox("a", "{profile: profile.compose-e2e, operatingMode: Running}");
        SandboxStatus still = status(fixture.await("a", status -> "Ended".equals(reason(status, "UpToDate"))));
        assertThat(still.state()).isEqualTo(SandboxState.DESTROYED);

        fixture.sandbox("a", "{profile: profile.compose-e2e, operatingMode: Running, recreate: again}");
        SandboxStatus again = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(again.incarnation()).isEqualTo(2);
        assertThat(again.sandboxId()).isNotEqualTo(ended.sandboxId());
        assertThat(fixture.backend.names()).containsExactly("sbx-" + again.sandboxId());
    }

    @Test
    void recreateTakesTheFormerIncarnationAwayFirst() {
        fixture.sandbox("a", E2E);
        SandboxStatus first = status(fixture.awaitState("a", SandboxState.READY));
        fixture.sandbox("a", "{profile: profile.compose-e2e, recreate: again}");
        SandboxStatus second = status(fixture.await(
                "a",
                status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY));
        assertThat(fixture.backend.names()).containsExactly("sbx-" + second.sandboxId());
        assertThat(first.sandboxId()).isNotEqualTo(second.sandboxId());
    }

    @Test
    void aChangedInputWaitsForRecreateUnlessThePolicySaysImmediately() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {repo: x}}");
        fixture.awaitState("a", SandboxState.READY);
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {repo: y}}");
        SandboxStatus outdated = status(fixture.await("a", status -> "SpecChanged".equals(reason(status, "UpToDate"))));
        assertThat(outdated.incarnation()).isEqualTo(1);
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {repo: y}, updatePolicy: Immediately}");
        fixture.await(
                "a", status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY);
    }

    @Test
    void deletionStopsALongProvisionWithinSeconds() {
        fixture.extension.takeToProvision(Duration.ofMinutes(2));
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.PROVISIONING);
        long begun = System.nanoTime();
        fixture.delete("a");
        fixture.awaitGone("a");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void aChangedInputStopsALongProvisionAndStartsAnew() {
        fixture.extension.takeToProvision(Duration.ofMinutes(2));
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {repo: wrong}}");
        fixture.awaitState("a", SandboxState.PROVISIONING);
        fixture.extension.takeToProvision(Duration.ZERO);
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {repo: right}}");
        SandboxStatus status = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(status.incarnation()).isEqualTo(2);
        assertThat(fixture.backend.names()).containsExactly("sbx-" + status.sandboxId());
    }

    @Test
    void aRefusalEndsInFailedWithItsCauseAndNothingLeft() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, inputs: {refuse: please}}");
        SandboxStatus status = status(fixture.await("a", each -> each.endedAt() != null));
        assertThat(status.state()).isEqualTo(SandboxState.FAILED);
        Condition stalled = requireNonNull(ControllersFixture.condition(status, "Stalled"));
        assertThat(stalled.reason()).isEqualTo("InputRefused");
        assertThat(stalled.message()).contains("leave it out");
        assertThat(fixture.backend.names()).isEmpty();
        await().untilAsserted(() -> assertThat(fixture.events("a")).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getReason()).isEqualTo("InputRefused");
        }));
    }

    @Test
    void anAnswerThatWasLostDoublesNothing() {
        fixture.extension.failNextAfterTheDeed(
                Call.PROVISION, new ExtensionFailure.Transient("ConnectionLost", "The line broke."));
        fixture.sandbox("a", E2E);
        SandboxStatus disturbed = status(fixture.await("a", each -> "ConnectionLost".equals(reason(each, "Ready"))));
        assertThat(requireNonNull(disturbed.operation()).message()).isEqualTo("The line broke.");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(fixture.backend.creationsOf("sbx-" + ready.sandboxId())).isEqualTo(1);
    }

    @Test
    void theEstablishTimeoutFailsWhatHangs() {
        fixture.extension.takeToProvision(Duration.ofMinutes(2));
        fixture.sandbox("a", "{profile: profile.compose-e2e, establishTimeout: 1s}");
        SandboxStatus status = status(fixture.await("a", each -> each.endedAt() != null));
        assertThat(status.state()).isEqualTo(SandboxState.FAILED);
        assertThat(reason(status, "Stalled")).isEqualTo("EstablishTimeout");
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void theTimeToLiveEndsASandbox() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 1s}");
        SandboxStatus status = status(fixture.awaitState("a", SandboxState.DESTROYED));
        assertThat(status.endReason()).isEqualTo(EndReason.EXPIRED);
        assertThat(holds(status, "Expired")).isTrue();
    }

    @Test
    void shutdownPolicyDeleteTakesTheRecordAwayToo() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 1s, shutdownPolicy: Delete}");
        fixture.awaitState("a", SandboxState.READY);
        fixture.awaitGone("a");
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAndWaitedFor() {
        fixture.sandbox("a", "{profile: profile.later, host: host-b}");
        SandboxStatus unknownProfile =
                status(fixture.await("a", each -> "ProfileUnknown".equals(reason(each, "Routed"))));
        assertThat(unknownProfile.state()).isEqualTo(SandboxState.REQUESTED);
        assertThat(holds(unknownProfile, "Reconciling")).isTrue();
        fixture.catalog(Map.of("ext.fake.yaml", ControllersFixture.DESCRIPTOR, "profile.later.yaml", """
                id: profile.later
                version: "1"
                extension: ext.fake
                isolation: {level: container}
                ttl: {default: 1h, max: 2h}
                """));
        fixture.await("a", each -> "HostUnknown".equals(reason(each, "Routed")));
        fixture.hosts.machine("host-b.test", "machine-b");
        fixture.host("host-b", "host-b.test");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(requireNonNull(ready.route()).host()).isEqualTo("host-b");
    }

    @Test
    void aBrokenProfileIsNamedWithLineAndFieldAndHarmsNoOther() {
        fixture.catalog(Map.of(
                "ext.fake.yaml",
                ControllersFixture.DESCRIPTOR,
                "profile.compose-e2e.yaml",
                """
                id: profile.compose-e2e
                version: "2"
                extension: ext.fake
                isolation: {level: container}
                ttl: {default: 4h, max: 24h}
                placement: {prefer: [host-a]}
                """,
                "profile.broken.yaml",
                """
                id: profile.broken
                version: "1"
                extension: ext.fake
                isolation: {level: container}
                ttl: {default: soon, max: 2h}
                """));
        fixture.sandbox("broken", "{profile: profile.broken}");
        SandboxStatus status = status(fixture.await("broken", each -> "ProfileInvalid".equals(reason(each, "Routed"))));
        assertThat(requireNonNull(ControllersFixture.condition(status, "Routed"))
                        .message())
                .contains("profile.broken.yaml:5")
                .contains("ttl.default");
        fixture.sandbox("fine", E2E);
        fixture.awaitState("fine", SandboxState.READY);
        await().untilAsserted(() -> assertThat(fixture.client
                        .v1()
                        .events()
                        .inNamespace(ControllersFixture.NAMESPACE)
                        .list()
                        .getItems())
                .anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("CatalogEntryInvalid");
                    assertThat(event.getInvolvedObject().getKind()).isEqualTo("ConfigMap");
                    assertThat(event.getMessage()).contains("ttl.default");
                }));
    }

    @Test
    void restoreFromIsRefusedWithAReason() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, restoreFrom: {snapshot: s}}");
        SandboxStatus status = status(fixture.await("a", each -> holds(each, "Stalled")));
        assertThat(reason(status, "Stalled")).isEqualTo("RestoreUnsupported");
    }

    @Test
    void theCanaryBringsHomeWhatItChangedOnItsHost() throws Exception {
        fixture.sandbox("canary", "{}");
        SandboxStatus ready = status(fixture.awaitState("canary", SandboxState.READY));
        TelemetryStatus telemetry = requireNonNull(ready.telemetry());
        assertThat(requireNonNull(telemetry.provisionDelta()).runningContainersDelta())
                .isEqualTo(1);
        Path artifact = directory.resolve("telemetry").resolve(ready.sandboxId() + ".json");
        JsonNode report = new ObjectMapper().readTree(artifact.toFile());
        assertThat(report.at("/profile_id").asText()).isEqualTo("profile.sandbox-canary");
        assertThat(report.at("/host").asText()).isEqualTo("host-a.test");
        assertThat(report.at("/provision_delta/running_containers_delta").asInt())
                .isEqualTo(1);
        assertThat(report.at("/provision_delta/before/mem_available_mb").asInt())
                .isEqualTo(4000);

        fixture.sandbox("canary", "{operatingMode: Destroyed}");
        SandboxStatus ended = status(fixture.awaitState("canary", SandboxState.DESTROYED));
        HostDelta delta = requireNonNull(requireNonNull(ended.telemetry()).destroyDelta());
        assertThat(delta.runningContainersDelta()).isEqualTo(-1);
        assertThat(requireNonNull(ended.telemetry()).provisionDelta()).isNotNull();
        assertThat(new ObjectMapper()
                        .readTree(artifact.toFile())
                        .at("/destroy_delta/running_containers_delta")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    void aRestartGoesOnWithWhatWasBegun() throws Exception {
        fixture.extension.takeToProvision(Duration.ofMinutes(2));
        fixture.sandbox("making", E2E);
        SandboxStatus making = status(fixture.awaitState("making", SandboxState.PROVISIONING));
        fixture.stop();
        fixture.extension.takeToProvision(Duration.ZERO);
        fixture.start();
        SandboxStatus ready = status(fixture.awaitState("making", SandboxState.READY));
        assertThat(ready.sandboxId()).isEqualTo(making.sandboxId());
        assertThat(ready.incarnation()).isEqualTo(1);

        fixture.extension.takeToTearDown(Duration.ofMinutes(2));
        fixture.delete("making");
        fixture.awaitState("making", SandboxState.DESTROYING);
        fixture.stop();
        fixture.extension.takeToTearDown(Duration.ZERO);
        fixture.start();
        fixture.awaitGone("making");
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void whatWasDeletedWhileNobodyWatchedIsTakenAwayAtTheNextStart() throws Exception {
        fixture.sandbox("a", E2E);
        fixture.awaitState("a", SandboxState.READY);
        fixture.stop();
        fixture.delete("a");
        assertThat(fixture.backend.names()).hasSize(1);
        fixture.start();
        fixture.awaitGone("a");
        assertThat(fixture.backend.names()).isEmpty();
        assertThat(fixture.events("a")).extracting(Event::getReason).doesNotContain("HostUnknown");
    }

    @Test
    void editsThatLandInTheMiddleOfWritesAreAllTakenUp() {
        for (int edit = 0; edit <= 30; edit++) {
            fixture.sandbox(
                    "a", "{profile: profile.compose-e2e, updatePolicy: Immediately, inputs: {edit: \"" + edit + "\"}}");
        }
        Sandbox last = requireNonNull(fixture.find("a"));
        SandboxStatus status = status(fixture.await(
                "a",
                each -> each.state() == SandboxState.READY
                        && last.getMetadata().getGeneration().equals(each.observedGeneration())
                        && "UpToDate".equals(reason(each, "UpToDate"))));
        assertThat(fixture.backend.names()).containsExactly("sbx-" + status.sandboxId());
    }

    @Test
    void whatStandsInItsPlaceIsLeftAloneAndNamed() {
        String uid = fixture.sandbox("a", "{profile: profile.compose-e2e, host: host-b}")
                .getMetadata()
                .getUid();
        SandboxIdentity identity = new SandboxIdentity("test-installation", uid, 1, "default", "a");
        fixture.backend.occupy(identity, "somebody-else");
        fixture.hosts.machine("host-b.test", "machine-b");
        fixture.host("host-b", "host-b.test");
        SandboxStatus status = status(fixture.await("a", each -> "NotOurs".equals(reason(each, "Stalled"))));
        assertThat(requireNonNull(ControllersFixture.condition(status, "Stalled"))
                        .message())
                .contains("somebody-else");
        assertThat(fixture.backend.names()).containsExactly(identity.backendName());
    }

    @Test
    void manySandboxesComeAndGoAndNoneIsDoubledOrLeft() {
        List<String> names = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "many-" + i)
                .toList();
        names.forEach(name -> fixture.sandbox(name, E2E));
        names.forEach(name -> fixture.awaitState(name, SandboxState.READY));
        assertThat(fixture.backend.names())
                .hasSize(40)
                .allSatisfy(
                        name -> assertThat(fixture.backend.creationsOf(name)).isEqualTo(1));
        assertThat(fixture.extension.mostAtOnce()).isLessThanOrEqualTo(4);
        names.forEach(fixture::delete);
        names.forEach(fixture::awaitGone);
        assertThat(fixture.backend.names()).isEmpty();
    }

    private record WriteCounter(List<String> seen) implements Watcher<Sandbox> {

        @Override
        public void eventReceived(Action action, Sandbox resource) {
            seen.add(action.name());
        }

        @Override
        public void onClose(WatcherException cause) {
            seen.add("CLOSED");
        }
    }

    private static boolean holds(SandboxStatus status, String type) {
        Condition condition = ControllersFixture.condition(status, type);
        return condition != null && condition.holds();
    }

    private static String reason(SandboxStatus status, String type) {
        Condition condition = ControllersFixture.condition(status, type);
        return condition == null ? "" : condition.reason();
    }
}
