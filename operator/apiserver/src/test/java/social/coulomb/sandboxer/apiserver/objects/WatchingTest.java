package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;

class WatchingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everyChangeAfterTheVersionIsShown() throws Exception {
        String start = Long.toString(api.store().revision());
        api.create(api.widgets(), widget("a", "red"));
        api.merge(api.widgets(), "a", "{spec: {replicas: 2}}");
        api.delete(api.widgets(), "a");

        try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(start))) {
            assertThat(take(watch, 3)).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
            assertThat(watch.next(Duration.ZERO)).isNull();
            api.create(api.widgets(), widget("b", "red"));
            assertThat(take(watch, 1)).containsExactly("ADDED b");
        }
    }

    @Test
    void aDeletedObjectCarriesTheVersionOfItsDeletion() throws Exception {
        String made = version(api.create(api.widgets(), widget("a", "red")));
        api.delete(api.widgets(), "a");

        try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(made))) {
            WatchEvent deleted = watch.next(PATIENCE);
            assertThat(version(tree(deleted)))
                    .isEqualTo(Long.toString(api.store().revision()));
        }
    }

    @Test
    void withoutAVersionThePresentObjectsComeFirst() throws Exception {
        api.create(api.widgets(), widget("b", "red"));
        api.create(api.widgets(), widget("a", "red"));

        for (String version : List.of("", "0")) {
            try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(version))) {
                assertThat(take(watch, 2)).containsExactly("ADDED a", "ADDED b");
                assertThat(watch.next(Duration.ZERO)).isNull();
            }
        }
    }

    @Test
    void anObjectThatLeavesTheSelectionIsDeletedAndOneThatEntersIsAdded() throws Exception {
        String start = Long.toString(api.store().revision());
        var options = new WatchOptions(
                LabelSelector.parse("k=1"),
                FieldSelector.EVERYTHING,
                start,
                VersionMatch.UNSTATED,
                false,
                Optional.empty());
        api.create(api.widgets(), "{metadata: {name: a, labels: {k: '1'}}, spec: {color: red}}");
        api.merge(api.widgets(), "a", "{spec: {replicas: 2}}");
        api.merge(api.widgets(), "a", "{metadata: {labels: {k: '2'}}}");
        api.merge(api.widgets(), "a", "{spec: {replicas: 3}}");
        api.merge(api.widgets(), "a", "{metadata: {labels: {k: '1'}}}");

        try (WatchSource watch = api.operations().watch(api.widgets(), options)) {
            assertThat(take(watch, 2)).containsExactly("ADDED a", "MODIFIED a");
            WatchEvent left = watch.next(PATIENCE);
            assertThat(describe(left)).isEqualTo("DELETED a");
            JsonNode lastSeen = tree(left);
            assertThat(lastSeen.path("metadata").path("labels").path("k").asText())
                    .isEqualTo("1");
            assertThat(lastSeen.path("spec").path("replicas").asInt()).isEqualTo(2);
            assertThat(take(watch, 1)).containsExactly("ADDED a");
        }
    }

    @Test
    void aSingleObjectIsWatchedByItsName() throws Exception {
        String start = Long.toString(api.store().revision());
        var options = new WatchOptions(
                LabelSelector.EVERYTHING,
                FieldSelector.parse("metadata.name=b"),
                start,
                VersionMatch.UNSTATED,
                false,
                Optional.empty());
        api.create(api.widgets(), widget("a", "red"));
        api.create(api.widgets(), widget("b", "red"));

        try (WatchSource watch = api.operations().watch(api.widgets(), options)) {
            assertThat(take(watch, 1)).containsExactly("ADDED b");
        }
    }

    @Test
    void aVersionFromBeforeTheHistoryEndsTheWatchWithAnError() throws Exception {
        try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after("1"))) {
            WatchEvent error = Objects.requireNonNull(watch.next(PATIENCE));
            assertThat(error.type()).isEqualTo(WatchEvent.Type.ERROR);
            assertThat(tree(error).path("code").asInt()).isEqualTo(410);
            assertThat(tree(error).path("reason").asText()).isEqualTo("Expired");
            assertThat(tree(error).path("message").asText()).startsWith("too old resource version: 1 (");
            assertThat(watch.finished()).isTrue();
            assertThat(watch.next(Duration.ZERO)).isNull();
        }
    }

    @Test
    void aVersionStillToComeSkipsWhatHappensBefore() throws Exception {
        String later = Long.toString(api.store().revision() + 1);

        try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(later))) {
            api.create(api.widgets(), widget("skipped", "red"));
            api.create(api.widgets(), widget("shown", "red"));
            assertThat(take(watch, 1)).containsExactly("ADDED shown");
        }
    }

    @Test
    void aWatchListEndsItsInitialEventsWithABookmark() throws Exception {
        api.create(api.widgets(), widget("a", "red"));

        try (WatchSource watch = api.operations().watch(api.widgets(), watchList(""))) {
            assertThat(take(watch, 1)).containsExactly("ADDED a");
            WatchEvent end = Objects.requireNonNull(watch.next(PATIENCE));
            assertThat(end.type()).isEqualTo(WatchEvent.Type.BOOKMARK);
            assertThat(tree(end).toString())
                    .isEqualTo("{\"kind\":\"Widget\",\"apiVersion\":\"example.com/v1\",\"metadata\":{\"annotations\":"
                            + "{\"k8s.io/initial-events-end\":\"true\"},\"resourceVersion\":\""
                            + api.store().revision() + "\"}}");
        }
    }

    @Test
    void aWatchListWaitsForAVersionStillToCome() throws Exception {
        String later = Long.toString(api.store().revision() + 1);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WatchSource> opening =
                    executor.submit(() -> api.operations().watch(api.widgets(), watchList(later)));
            api.create(api.widgets(), widget("a", "red"));

            try (WatchSource watch = opening.get()) {
                assertThat(take(watch, 1)).containsExactly("ADDED a");
                WatchEvent end = Objects.requireNonNull(watch.next(PATIENCE));
                assertThat(end.type()).isEqualTo(WatchEvent.Type.BOOKMARK);
                assertThat(version(tree(end))).isEqualTo(later);
            }
        }
    }

    @Test
    void aWatchListOfAVersionThatDoesNotComeEndsWithATimeout() throws Exception {
        long present = api.store().revision();

        try (WatchSource watch = api.operations().watch(api.widgets(), watchList(Long.toString(present + 10)))) {
            WatchEvent error = Objects.requireNonNull(watch.next(PATIENCE));
            assertThat(error.type()).isEqualTo(WatchEvent.Type.ERROR);
            assertThat(tree(error).path("code").asInt()).isEqualTo(504);
            assertThat(tree(error).path("reason").asText()).isEqualTo("Timeout");
            assertThat(tree(error).path("message").asText())
                    .isEqualTo("Timeout: Too large resource version: " + (present + 10) + ", current: " + present);
            assertThat(watch.finished()).isTrue();
        }
    }

    @Test
    void aBookmarkFollowsTheWholeStore() throws Exception {
        String start = Long.toString(api.store().revision());
        try (WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(start))) {
            api.create(api.configMaps(), "{metadata: {name: c}}");
            assertThat(watch.next(Duration.ofMillis(100))).isNull();

            assertThat(version(tree(watch.bookmark())))
                    .isEqualTo(Long.toString(api.store().revision()));
        }
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        var withoutMatch = new WatchOptions(
                LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, "", VersionMatch.UNSTATED, true, Optional.of(true));

        assertThat(refusal(() -> api.operations().watch(api.widgets(), withoutMatch))
                        .message())
                .contains("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        assertThat(refusal(() -> api.operations().watch(api.widgets(), WatchOptions.after("abc")))
                        .code())
                .isEqualTo(500);
    }

    @Test
    void closingWakesWhoWaits() throws Exception {
        String start = Long.toString(api.store().revision());
        WatchSource watch = api.operations().watch(api.widgets(), WatchOptions.after(start));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable WatchEvent> waiting = executor.submit(() -> watch.next(Duration.ofMinutes(1)));
            watch.close();

            assertThat(waiting.get()).isNull();
            assertThat(watch.finished()).isTrue();
        }
    }

    @Test
    void aWatchInAnotherVersionShowsThatVersion() throws Exception {
        RequestScope older = RequestScope.of(api.type("example.com", "v1alpha1", "gadgets"), "");
        String start = Long.toString(api.store().revision());
        api.create(api.gadgets(), "{metadata: {name: g}, spec: {x: y}}");

        try (WatchSource watch = api.operations().watch(older, WatchOptions.after(start))) {
            assertThat(tree(watch.next(PATIENCE)).path("apiVersion").asText()).isEqualTo("example.com/v1alpha1");
        }
    }

    /// The present objects first, with an end that is announced.
    private static WatchOptions watchList(String atLeast) {
        return new WatchOptions(
                LabelSelector.EVERYTHING,
                FieldSelector.EVERYTHING,
                atLeast,
                VersionMatch.NOT_OLDER_THAN,
                true,
                Optional.of(true));
    }

    private static List<String> take(WatchSource watch, int count) throws InterruptedException, IOException {
        var events = new ArrayList<String>();
        while (events.size() < count) {
            WatchEvent event = watch.next(PATIENCE);
            if (event == null) {
                return events;
            }
            events.add(describe(event));
        }
        return events;
    }

    private static String describe(@Nullable WatchEvent event) throws IOException {
        return event == null
                ? "nothing"
                : event.type() + " " + tree(event).path("metadata").path("name").asText();
    }

    private static JsonNode tree(@Nullable WatchEvent event) throws IOException {
        return MAPPER.readTree(
                Objects.requireNonNull(event, "no event came in time").json());
    }

    private static String widget(String name, String color) {
        return "{metadata: {name: " + name + "}, spec: {color: " + color + "}}";
    }
}
