package social.coulomb.sandboxer.controllers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.statehub.Announcements;
import social.coulomb.sandboxer.controllers.statehub.HttpHub;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent;
import social.coulomb.sandboxer.controllers.statehub.Source;

/// Events that outlast their object, in a real API, told to a hub behind HTTP.
final class PendingEventsIT {

    private static final String LABEL = "sandboxer.coulomb.social/pending-events";
    private static final Source GONE = new Source("0b6f1f0e-0000-4000-8000-000000000001", "default", "gone");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    private ControllersFixture fixture;
    private HttpHub hub;
    private Announcements announcements;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        hub = new HttpHub();
        begin();
    }

    @AfterEach
    void stop() {
        announcements.close();
        hub.close();
        fixture.close();
    }

    @Test
    void whatWasLeftBehindIsToldAndTakenAway() throws Exception {
        hub.goesDown();
        announcements.outbox().offer(GONE, events(1, 3));
        announcements.outbox().keep(GONE, events(1, 3));
        announcements.outbox().keep(GONE, events(1, 3));
        announcements.outbox().forget(GONE.uid());
        assertThat(maps()).singleElement().satisfies(map -> {
            assertThat(map.getMetadata().getName()).isEqualTo("pending-events-" + GONE.uid());
            assertThat(map.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(map.getData()).containsKeys("event-1", "event-2", "event-3", "namespace", "name");
        });
        hub.comesBack();
        awaitTold(1L, 2L, 3L);
    }

    @Test
    void aLaterProcessTellsWhatAnEarlierOneHasLeft() throws Exception {
        hub.goesDown();
        announcements.outbox().keep(GONE, events(4, 6));
        announcements.close();
        hub.comesBack();
        begin();
        awaitTold(4L, 5L, 6L);
        assertThat(hub.taken().getFirst().at("/detail/object/name").asText()).isEqualTo("gone");
        assertThat(hub.taken().getFirst().at("/detail/event_id").asText())
                .isEqualTo(events(4, 4).getFirst().eventId().toString());
    }

    @Test
    void anObjectThatIsStillThereIsToldAfterWhatWasLeftOfIt() throws Exception {
        Queue<Source> called = new ConcurrentLinkedQueue<>();
        hub.goesDown();
        announcements.outbox().keep(GONE, events(1, 2));
        announcements.close();
        begin();
        announcements.outbox().onRoom(called::add);
        announcements.outbox().offer(GONE, events(3, 5));
        hub.comesBack();
        await().atMost(PATIENCE).until(() -> called.contains(GONE));
        announcements.outbox().offer(GONE, events(3, 5));
        awaitTold(1L, 2L, 3L, 4L, 5L);
        assertThat(announcements.outbox().acknowledged(GONE.uid())).isEqualTo(5);
    }

    @Test
    void moreIsPutToWhatIsKeptAlready() throws Exception {
        hub.goesDown();
        announcements.outbox().keep(GONE, events(1, 2));
        announcements.outbox().keep(GONE, events(2, 4));
        assertThat(maps())
                .singleElement()
                .satisfies(map -> assertThat(map.getData()).containsKeys("event-1", "event-2", "event-3", "event-4"));
        hub.comesBack();
        awaitTold(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsKeptIsBounded() {
        hub.goesDown();
        announcements.outbox().keep(GONE, events(1, 400));
        assertThat(maps())
                .singleElement()
                .satisfies(map -> assertThat(map.getData()).hasSize(256 + 2).containsKey("event-1"));
        assertThat(fixture.meters
                        .counter("sandboxer.statehub.events", "outcome", "lost")
                        .count())
                .isEqualTo(400 - 256);
    }

    @Test
    void manyObjectsLeaveSomethingBehind() throws Exception {
        hub.goesDown();
        List<Source> many = LongStream.range(0, 120)
                .mapToObj(i -> new Source("uid-" + i, "default", "many-" + i))
                .toList();
        many.forEach(source -> announcements.outbox().keep(source, events(source, 1, 2)));
        announcements.close();
        hub.comesBack();
        begin();
        await().atMost(PATIENCE).until(() -> maps().isEmpty());
        assertThat(many)
                .allSatisfy(source -> assertThat(hub.sequences(source.uid())).containsExactly(1L, 2L));
    }

    @Test
    void aDamagedConfigMapHoldsNobodyUp() throws Exception {
        hub.goesDown();
        announcements.outbox().keep(GONE, events(1, 2));
        announcements.close();
        ConfigMap map = maps().getFirst();
        map.getData().put("event-1", "no JSON");
        fixture.client.resource(map).update();
        map.getMetadata().setName("pending-events-odd");
        map.getMetadata().setResourceVersion(null);
        map.getMetadata().setUid(null);
        map.getMetadata().getLabels().remove("sandboxer.coulomb.social/sandbox-uid");
        fixture.client.resource(map).create();
        hub.comesBack();
        begin();
        await().atMost(PATIENCE).until(() -> hub.sequences(GONE.uid()).equals(List.of(2L)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(maps())
                        .singleElement()
                        .satisfies(
                                left -> assertThat(left.getMetadata().getName()).isEqualTo("pending-events-odd")));
    }

    @Test
    void whatCannotBeKeptIsSaid() throws Exception {
        hub.goesDown();
        fixture.client.namespaces().withName(ControllersFixture.NAMESPACE).delete();
        assertThatThrownBy(() -> announcements.outbox().keep(GONE, events(1, 1)))
                .isInstanceOf(KubernetesClientException.class);
        hub.comesBack();
    }

    private void begin() {
        announcements = Announcements.to(hub.settings(), fixture.client, ControllersFixture.NAMESPACE, fixture.meters);
        announcements.start();
    }

    private void awaitTold(Long... sequences) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.sequences(GONE.uid())).containsExactly(sequences));
        await().atMost(PATIENCE).until(() -> maps().isEmpty());
    }

    private List<ConfigMap> maps() {
        return fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withLabel(LABEL)
                .list()
                .getItems();
    }

    private static List<LifecycleEvent> events(long first, long last) {
        return events(GONE, first, last);
    }

    private static List<LifecycleEvent> events(Source source, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> LifecycleEvent.of(
                        source, sequence, LifecycleEvent.Type.MILESTONE, "Event " + sequence, Map.of("state", "ready")))
                .toList();
    }
}
