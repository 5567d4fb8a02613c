package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent.Type;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

final class SandboxLifecycleEventsTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String READY = """
            state: Ready
            incarnation: 2
            readyAt: 2026-11-22T10:01:00Z
            ttl: 4h
            expiresAt: 2026-11-22T14:01:00Z
            consumer: {actor: atm, project: wise-validator, runId: run-7}
            route: {extension: ext.compose-ssh, host: host-b}
            reachability: {ssh: user@host-b, remoteDir: /tmp/sandboxer/1, tunnel: 'localhost:12222',
              tunnelVia: ops-bridge, identity: ops-warden, composeProject: sbx-1}
            transitions:
            - {sequence: 3, state: Destroyed, at: 2026-11-22T10:00:00Z, incarnation: 1, reason: Recreated,
               profile: profile.old, extension: ext.compose-ssh, host: host-a}
            - {sequence: 4, state: Provisioning, at: 2026-11-22T10:00:00Z, incarnation: 2, reason: Provisioning,
               profile: profile.build, extension: ext.compose-ssh, host: host-b}
            - {sequence: 5, state: Ready, at: 2026-11-22T10:01:00Z, incarnation: 2, reason: Ready,
               profile: profile.build, extension: ext.compose-ssh, host: host-b}
            """;

    @Test
    void everyTransitionThatIsNotAcknowledgedIsAnEventInOrder() {
        assertThat(sequences(sandbox(READY))).containsExactly(3L, 4L, 5L);
        assertThat(sequences(sandbox(READY + "acknowledgedTransition: 4\n"))).containsExactly(5L);
        assertThat(sequences(sandbox(READY + "acknowledgedTransition: 9\n"))).isEmpty();
        assertThat(SandboxLifecycleEvents.unacknowledged(new Sandbox())).isEmpty();
    }

    @Test
    void theSameTransitionIsAlwaysTheSameEvent() {
        LifecycleEvent first = last(sandbox(READY));
        LifecycleEvent again = last(sandbox(READY.replace("state: Ready\n", "state: Active\n")));
        assertThat(first.eventId()).isEqualTo(again.eventId());
        assertThat(first.detail()).containsEntry("event_id", first.eventId().toString());
        assertThat(SandboxLifecycleEvents.unacknowledged(sandbox(READY)))
                .extracting(LifecycleEvent::eventId)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventCarriesTheHubsWords() {
        LifecycleEvent ready = last(sandbox(READY));
        assertThat(ready.summary()).isEqualTo("Sandbox team/one is ready (ext.compose-ssh on host-b)");
        assertThat(ready.detail())
                .containsEntry("sandbox_id", "fb54f2f2b6f5")
                .containsEntry("profile_id", "profile.build")
                .containsEntry("extension_id", "ext.compose-ssh")
                .containsEntry("host", "host-b")
                .containsEntry("consumer", Map.of("actor", "atm", "project", "wise-validator", "run_id", "run-7"))
                .containsEntry("actor_type", "atm")
                .containsEntry("state", "ready")
                .containsEntry("previous_state", "provisioning")
                .containsEntry("reason", "Ready")
                .containsEntry("ttl", "4h")
                .containsEntry("expires_at", "2026-11-22T14:01:00Z")
                .containsEntry("incarnation", 2)
                .containsEntry("sequence", 5L)
                .containsEntry("object", Map.of("namespace", "team", "name", "one", "uid", "uid-1"))
                .containsEntry(
                        "reachability",
                        Map.of(
                                "ssh", "user@host-b",
                                "remote_dir", "/tmp/sandboxer/1",
                                "tunnel", "localhost:12222",
                                "tunnel_via", "ops-bridge",
                                "identity", "ops-warden"))
                .containsEntry(
                        "timestamps",
                        Map.of(
                                "created_at", "2026-11-22T09:00:00Z",
                                "occurred_at", "2026-11-22T10:01:00Z",
                                "ready_at", "2026-11-22T10:01:00Z"));
    }

    @Test
    void whatOnlyThePresentIncarnationHasIsNotToldOfAnEarlierOne() {
        LifecycleEvent former =
                SandboxLifecycleEvents.unacknowledged(sandbox(READY)).getFirst();
        assertThat(former.detail())
                .containsEntry("state", "destroyed")
                .containsEntry("profile_id", "profile.old")
                .containsEntry("host", "host-a")
                .doesNotContainKeys("reachability", "ttl", "expires_at", "previous_state")
                .extractingByKey("timestamps", InstanceOfAssertFactories.MAP)
                .doesNotContainKey("ready_at");
        assertThat(former.detail().get("sandbox_id"))
                .isNotEqualTo(last(sandbox(READY)).detail().get("sandbox_id"));
    }

    @Test
    void whatCameLaterIsNoPartOfAnEvent() {
        LifecycleEvent provisioning =
                SandboxLifecycleEvents.unacknowledged(sandbox(READY)).get(1);
        assertThat(provisioning.detail())
                .containsEntry("state", "provisioning")
                .doesNotContainKeys("reachability", "ttl", "expires_at")
                .extractingByKey("timestamps", InstanceOfAssertFactories.MAP)
                .doesNotContainKey("ready_at");
    }

    @Test
    void theBeginningThatIsToldAfterTheEndKnowsNothingOfIt() {
        LifecycleEvent provisioning = SandboxLifecycleEvents.unacknowledged(
                        sandbox(READY.replace("10:01:00Z", "10:00:00Z") + "endReason: Requested\n"))
                .get(1);
        assertThat(provisioning.detail())
                .containsEntry("state", "provisioning")
                .doesNotContainKey("end_reason")
                .extractingByKey("timestamps", InstanceOfAssertFactories.MAP)
                .doesNotContainKey("ready_at");
    }

    @Test
    void aRequestNamesTheProfileThatIsAskedFor() {
        LifecycleEvent requested = last(sandbox("""
                transitions: [{sequence: 1, state: Requested, at: 2026-11-22T10:00:00Z, incarnation: 1,
                  reason: HostUnknown}]
                """));
        assertThat(requested.detail())
                .containsEntry("profile_id", "profile.compose-e2e")
                .containsEntry("actor_type", "agt")
                .containsKey("sandbox_id")
                .doesNotContainKeys("extension_id", "host");
    }

    @ParameterizedTest
    @CsvSource({
        "Requested, NOTE",
        "Provisioning, NOTE",
        "Ready, MILESTONE",
        "Active, NOTE",
        "Expired, MILESTONE",
        "Failed, MILESTONE",
        "Destroying, NOTE",
        "Destroyed, MILESTONE"
    })
    void everyStateHasItsType(String state, Type type) {
        assertThat(last(sandbox("transitions: [{sequence: 1, state: " + state + "}]"))
                        .type())
                .isEqualTo(type);
    }

    @Test
    void aDamagedTransitionIsPassedOver() {
        assertThat(sequences(sandbox("transitions: [{state: Ready}, {sequence: 2}, {sequence: 3, state: Ready}]")))
                .containsExactly(3L);
    }

    @Test
    void whatTheNextStatusDropsUntoldIsSaved() {
        SandboxStatus next = Objects.requireNonNull(sandbox("""
                transitions: [{sequence: 5, state: Ready}, {sequence: 6, state: Destroying}]
                """).getStatus());
        assertThat(SandboxLifecycleEvents.crowdedOut(sandbox(READY), next))
                .extracting(LifecycleEvent::sequence)
                .containsExactly(3L, 4L);
        assertThat(SandboxLifecycleEvents.crowdedOut(sandbox(READY + "acknowledgedTransition: 4\n"), next))
                .isEmpty();
    }

    @Test
    void progressNamesWhatItIsAbout() {
        assertThat(SandboxLifecycleEvents.progressDetail(sandbox(READY)))
                .containsEntry("sandbox_id", "fb54f2f2b6f5")
                .containsEntry("host", "host-b")
                .containsEntry("actor_type", "atm")
                .containsEntry("state", "ready");
        assertThat(SandboxLifecycleEvents.progressDetail(sandbox("{}")))
                .containsEntry("profile_id", "profile.compose-e2e");
    }

    private static List<Long> sequences(Sandbox sandbox) {
        return SandboxLifecycleEvents.unacknowledged(sandbox).stream()
                .map(LifecycleEvent::sequence)
                .toList();
    }

    private static LifecycleEvent last(Sandbox sandbox) {
        return SandboxLifecycleEvents.unacknowledged(sandbox).getLast();
    }

    static Sandbox sandbox(String status) {
        return YAML.unmarshal("""
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: Sandbox
                metadata: {name: one, namespace: team, uid: uid-1, creationTimestamp: "2026-11-22T09:00:00Z"}
                spec: {inputs: {repo: x}, consumer: {actor: agt}}
                status:
                %s
                """.formatted(status.indent(2)), Sandbox.class);
    }
}
