package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.statehub.HttpHub;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// What a State Hub hears of whole lives.
final class StateHubLifeIT {

    private static final String E2E =
            "{profile: profile.compose-e2e, consumer: {actor: atm, project: wise-validator, runId: run-7}}";
    private static final String PENDING = "sandboxer.coulomb.social/pending-events";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;
    private HttpHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new HttpHub();
        fixture = new ControllersFixture(directory);
        fixture.policy = ControllersOptions.Policy.STANDARD.with(hub.settings());
        fixture.host("host-a", "host-a.test");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
        hub.close();
    }

    @Test
    void aDeletedObjectKeepsTheTimesThatItsSpecGave() throws Exception {
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 7m}");
        fixture.awaitState("a", SandboxState.READY);
        hub.goesDown();
        fixture.delete("a");
        Sandbox ended = fixture.awaitState("a", SandboxState.DESTROYED);

        assertThat(requireNonNull(ended.getStatus()).ttl()).isEqualTo("7m");
        assertThat(ended.getStatus().expiresAt()).isNull();
        hub.comesBack();
        fixture.awaitGone("a");
    }

    @Test
    void aWholeLifeIsToldInOrderWithWhoAskedAndHowToReachIt() {
        String uid = fixture.sandbox("a", E2E).getMetadata().getUid();
        Sandbox ready = fixture.awaitState("a", SandboxState.READY);
        fixture.delete("a");
        fixture.awaitGone("a");

        assertThat(states(uid)).containsExactly("requested", "provisioning", "ready", "destroying", "destroyed");
        assertThat(sequences(uid)).isSorted().doesNotHaveDuplicates();
        JsonNode told = hub.taken().stream()
                .filter(event -> event.at("/detail/state").asText().equals("ready"))
                .findFirst()
                .orElseThrow();
        assertThat(told.at("/detail/sandbox_id").asText())
                .isEqualTo(requireNonNull(ready.getStatus()).sandboxId());
        assertThat(told.at("/detail/profile_id").asText()).isEqualTo("profile.compose-e2e");
        assertThat(told.at("/detail/extension_id").asText()).isEqualTo("ext.fake");
        assertThat(told.at("/detail/host").asText()).isEqualTo("host-a");
        assertThat(told.at("/detail/consumer/project").asText()).isEqualTo("wise-validator");
        assertThat(told.at("/detail/actor_type").asText()).isEqualTo("atm");
        assertThat(told.at("/detail/reachability/ssh").asText()).isEqualTo("fake@host-a");
        assertThat(told.at("/detail/expires_at").asText()).isNotEmpty();
    }

    @Test
    void anExpiredSandboxIsToldToBeExpiredBeforeItIsTakenAway() {
        String uid = fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 1s}")
                .getMetadata()
                .getUid();
        fixture.awaitState("a", SandboxState.DESTROYED);
        Awaitility.await()
                .untilAsserted(() -> assertThat(states(uid))
                        .containsExactly("requested", "provisioning", "ready", "expired", "destroying", "destroyed"));
        fixture.await("a", status -> Long.valueOf(6).equals(status.acknowledgedTransition()));
    }

    @Test
    void aRestartTellsWhatWasNotToldAndNothingOutOfOrder() throws Exception {
        hub.has(HttpHub.answering(500));
        String uid = fixture.sandbox("a", E2E).getMetadata().getUid();
        fixture.awaitState("a", SandboxState.READY);
        fixture.stop();
        hub.isWell();
        fixture.start();
        fixture.sandbox("a", "{profile: profile.compose-e2e, recreate: again}");
        fixture.await(
                "a", status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY);
        Awaitility.await()
                .untilAsserted(() -> assertThat(sequences(uid))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 8).boxed().toList()));
    }

    @Test
    void lostAnswersAreToldAgainUnderTheSameId() {
        hub.has(HttpHub.losingAnswers());
        String uid = fixture.sandbox("a", E2E).getMetadata().getUid();
        Awaitility.await().until(() -> sequences(uid).size() >= 2);
        hub.isWell();
        Awaitility.await().until(() -> sequences(uid).contains(3L));
        List<String> ids = hub.taken().stream()
                .filter(event -> event.at("/detail/sequence").asLong() == 1)
                .map(event -> event.at("/detail/event_id").asText())
                .toList();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @Test
    void aDeletedSandboxWaitsForTheHubTwoMinutesAtMostAndIsToldOfLater() throws Exception {
        hub.goesDown();
        String uid = fixture.sandbox("a", E2E).getMetadata().getUid();
        fixture.awaitState("a", SandboxState.READY);
        fixture.delete("a");
        fixture.awaitState("a", SandboxState.DESTROYED);
        assertThat(fixture.backend.names()).isEmpty();
        fixture.clock.set(Duration.ofSeconds(121));
        fixture.awaitGone("a");
        assertThat(pending()).isEqualTo(1);

        hub.comesBack();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(states(uid))
                        .containsExactly("requested", "provisioning", "ready", "destroying", "destroyed"));
        Awaitility.await().until(() -> pending() == 0);
    }

    private int pending() {
        return fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withLabel(PENDING)
                .list()
                .getItems()
                .size();
    }

    private List<String> states(String uid) {
        return hub.taken().stream()
                .filter(event -> event.at("/detail/object/uid").asText().equals(uid))
                .filter(event -> event.at("/detail/sequence").isNumber())
                .map(event -> event.at("/detail/state").asText())
                .toList();
    }

    /// Progress notes have no number: they come and go.
    private List<Long> sequences(String uid) {
        return hub.sequences(uid).stream().filter(number -> number > 0).toList();
    }
}
