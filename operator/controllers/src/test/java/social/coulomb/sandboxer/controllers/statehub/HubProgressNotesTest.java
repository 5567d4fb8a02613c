package social.coulomb.sandboxer.controllers.statehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.controllers.statehub.Told.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HubProgressNotesTest {

    private static final Source A = source("a");
    private static final Source B = source("b");

    private final RecordingHub hub = new RecordingHub();
    private final HubPace pace = new HubPace(DeliveryLimits.STANDARD.hubPauses());
    private final HubProgressNotes notes = new HubProgressNotes(hub, pace, Duration.ofMinutes(1));

    @AfterEach
    void stop() {
        notes.close();
    }

    @Test
    void anObjectIsHeardOnceInAnInterval() {
        notes.start();
        notes.tell(A, Map.of("state", "provisioning"), "pulling");
        notes.tell(A, Map.of(), "still pulling");
        notes.tell(B, Map.of(), "building\nthings");
        await().until(() -> hub.taken().size() == 2);
        assertThat(hub.taken())
                .extracting(LifecycleEvent::summary)
                .containsExactly("Sandbox default/a: pulling", "Sandbox default/b: building things");
        assertThat(hub.taken().getFirst().detail())
                .containsEntry("message", "pulling")
                .containsEntry("state", "provisioning")
                .containsKeys("event_id", "object")
                .doesNotContainKey("sequence");
    }

    @Test
    void nothingWaitsForASlowHubWithoutBound() {
        CountDownLatch end = new CountDownLatch(1);
        hub.waitsFor(end);
        notes.start();
        for (int i = 0; i < 1000; i++) {
            notes.tell(source("many-" + i), Map.of(), "working");
        }
        end.countDown();
        await().until(() -> hub.taken().size() >= 64);
        assertThat(hub.taken()).hasSizeLessThanOrEqualTo(66);
    }

    @Test
    void aHubThatIsAwayIsSpared() {
        notes.start();
        pace.failed("away", null);
        notes.tell(A, Map.of(), "working");
        pace.answered();
        notes.tell(B, Map.of(), "working");
        await().until(() -> hub.taken().size() == 1);
        assertThat(hub.taken().getFirst().summary()).contains("default/b");
    }
}
