package social.coulomb.sandboxer.apiserver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.EVERYWHERE;
import static social.coulomb.sandboxer.apiserver.store.Widgets.describe;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.sizeOf;
import static social.coulomb.sandboxer.apiserver.store.Widgets.versionOf;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionStoreTest {

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private RevisionStore store;

    @BeforeEach
    void openStore() throws StoreUnusable {
        store = RevisionStore.open(StoreOptions.of(directory.resolve("store"), clock));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void freshStoreIsEmptyAtARevisionThatNoClientMistakesForASpecialValue() {
        assertThat(store.revision()).isGreaterThanOrEqualTo(1000);
        assertThat(store.list(EVERYWHERE).items()).isEmpty();
        assertThat(store.list(EVERYWHERE).revision()).isEqualTo(store.revision());
        assertThat(store.get(key("a"))).isEmpty();
        assertThat(store.readOnly()).isFalse();
        assertThat(store.damage()).isEmpty();
    }

    @Test
    void eachWriteTakesTheNextRevisionAndCarriesItAsItsResourceVersion() throws ExpectationFailed {
        long start = store.revision();

        StoredObject created = store.put(key("a"), ABSENT, widget(key("a"), "1"));
        StoredObject updated = store.put(key("a"), new Expectation.Revision(created.revision()), widget(key("a"), "2"));
        StoredObject deleted =
                store.delete(key("a"), new Expectation.Revision(updated.revision()), widget(key("a"), "3"));

        assertThat(List.of(created.revision(), updated.revision(), deleted.revision()))
                .containsExactly(start + 1, start + 2, start + 3);
        assertThat(Stream.of(created, updated, deleted).map(Widgets::versionOf))
                .containsExactly(Long.toString(start + 1), Long.toString(start + 2), Long.toString(start + 3));
        assertThat(sizeOf(deleted)).isEqualTo("3");
        assertThat(store.revision()).isEqualTo(start + 3);
    }

    @Test
    void writtenObjectIsReadBackAsItWasReturned() throws ExpectationFailed {
        StoredObject written = store.put(key("a"), ANY, widget(key("a"), "\u00fc\ud83d\ude00"));

        StoredObject read = store.get(key("a")).orElseThrow();

        assertThat(new String(read.json(), UTF_8)).isEqualTo(new String(written.json(), UTF_8));
        assertThat(versionOf(read)).isEqualTo(Long.toString(written.revision()));
    }

    @Test
    void treesHandedInAndOutAreTheCallersOwn() throws ExpectationFailed {
        ObjectNode object = widget(key("a"), "1");
        store.put(key("a"), ANY, object);
        object.put("kind", "Changed");
        store.get(key("a")).orElseThrow().tree().put("kind", "Changed");

        assertThat(object.at("/metadata/resourceVersion").isMissingNode()).isTrue();
        assertThat(store.get(key("a")).orElseThrow().tree().get("kind").asText())
                .isEqualTo("Widget");
    }

    @Test
    void creationOfWhatExistsIsRefusedWithWhatStandsThere() throws ExpectationFailed {
        StoredObject first = store.put(key("a"), ABSENT, widget(key("a"), "1"));

        ExpectationFailed refused =
                catchThrowableOfType(ExpectationFailed.class, () -> store.put(key("a"), ABSENT, widget(key("a"), "2")));

        assertThat(refused.current()).contains(first);
        assertThat(store.revision()).isEqualTo(first.revision());
        assertThat(sizeOf(store.get(key("a")).orElseThrow())).isEqualTo("1");
    }

    @Test
    void updateOfAStaleRevisionIsRefused() throws ExpectationFailed {
        StoredObject first = store.put(key("a"), ABSENT, widget(key("a"), "1"));
        StoredObject second = store.put(key("a"), ANY, widget(key("a"), "2"));

        ExpectationFailed refused = catchThrowableOfType(
                ExpectationFailed.class,
                () -> store.put(key("a"), new Expectation.Revision(first.revision()), widget(key("a"), "3")));

        assertThat(refused.current()).contains(second);
        assertThat(refused).hasMessageContaining(first.revision() + "").hasMessageContaining("widgets");
    }

    @Test
    void updateOfWhatIsGoneIsRefused() {
        assertThatThrownBy(() -> store.put(key("a"), new Expectation.Revision(1), widget(key("a"), "1")))
                .isInstanceOf(ExpectationFailed.class)
                .hasMessageContaining("found nothing");
    }

    @Test
    void deletionNeedsAnObjectEvenWhenItExpectsNothingInParticular() {
        assertThatThrownBy(() -> store.delete(key("a"), ANY, widget(key("a"), "1")))
                .isInstanceOf(ExpectationFailed.class);
    }

    @Test
    void deletedObjectCanBeCreatedAnew() throws ExpectationFailed {
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        StoredObject deleted = store.delete(key("a"), ANY, widget(key("a"), "1"));

        StoredObject again = store.put(key("a"), ABSENT, widget(key("a"), "2"));

        assertThat(again.revision()).isEqualTo(deleted.revision() + 1);
    }

    @Test
    void listHoldsOneCollectionInKeyOrder() throws ExpectationFailed {
        for (String namespace : List.of("b", "a", "a-b")) {
            for (String name : List.of("y", "x")) {
                store.put(key(namespace, name), ABSENT, widget(key(namespace, name), namespace));
            }
        }
        var gadget = new ObjectKey("probe.example.com", "gadgets", "a", "x");
        store.put(gadget, ABSENT, widget(gadget, "0"));
        var cluster = new ObjectKey("probe.example.com", "widgetsets", "", "x");
        store.put(cluster, ABSENT, widget(cluster, "0"));

        assertThat(describe(store.list(Widgets.in("a")))).containsExactly("x=a", "y=a");
        assertThat(describe(store.list(EVERYWHERE))).containsExactly("x=a-b", "y=a-b", "x=a", "y=a", "x=b", "y=b");
        assertThat(describe(store.list(CollectionKey.all("probe.example.com", "widgetsets"))))
                .containsExactly("x=0");
        assertThat(store.list(CollectionKey.all("", "widgets")).items()).isEmpty();
    }

    @Test
    void pastStateIsExactlyWhatItWas() throws ExpectationFailed, RevisionCompacted {
        List<Listing> states = new ArrayList<>(List.of(store.list(EVERYWHERE)));
        store.put(key("b"), ABSENT, widget(key("b"), "1"));
        states.add(store.list(EVERYWHERE));
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        states.add(store.list(EVERYWHERE));
        store.put(key("b"), ANY, widget(key("b"), "2"));
        states.add(store.list(EVERYWHERE));
        store.delete(key("a"), ANY, widget(key("a"), "1"));
        states.add(store.list(EVERYWHERE));
        store.put(key("a"), ABSENT, widget(key("a"), "3"));
        states.add(store.list(EVERYWHERE));

        for (Listing state : states) {
            assertThat(store.listAt(EVERYWHERE, state.revision())).isEqualTo(state);
        }
        assertThat(states.stream().map(Widgets::describe).map(Object::toString))
                .containsExactly("[]", "[b=1]", "[a=1, b=1]", "[a=1, b=2]", "[b=2]", "[a=3, b=2]");
    }

    @Test
    void listOfARevisionStillToComeIsAnError() {
        assertThatThrownBy(() -> store.listAt(EVERYWHERE, store.revision() + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofManyConcurrentUpdatesOfOneRevisionExactlyOneWins() throws Exception {
        StoredObject first = store.put(key("a"), ABSENT, widget(key("a"), "0"));
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int attempt = 1; attempt <= 50; attempt++) {
            ObjectNode object = widget(key("a"), Integer.toString(attempt));
            attempts.add(() -> succeeds(() -> store.put(key("a"), new Expectation.Revision(first.revision()), object)));
        }

        long winners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(store.revision()).isEqualTo(first.revision() + 1);
    }

    @Test
    void concurrentReadersOnlySeeStatesThatExisted() throws Exception {
        // Two objects are changed in turn, so in every state the second lags by nothing or by one.
        store.put(key("a"), ANY, widget(key("a"), "0"));
        store.put(key("b"), ANY, widget(key("b"), "0"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int step = 1; step <= 300; step++) {
                    store.put(key("a"), ANY, widget(key("a"), Integer.toString(step)));
                    store.put(key("b"), ANY, widget(key("b"), Integer.toString(step)));
                }
                return null;
            });
            int seen = 0;
            while (!writer.isDone() || seen == 0) {
                Listing state = store.list(EVERYWHERE);
                int first = Integer.parseInt(sizeOf(state.items().get(0)));
                int second = Integer.parseInt(sizeOf(state.items().get(1)));
                assertThat(first - second).isBetween(0, 1);
                assertThat(state.items()).allMatch(item -> item.revision() <= state.revision());
                seen++;
            }
            writer.get();
        }
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws Exception {
        store.put(key("a"), ANY, widget(key("a"), "1"));

        Path root = directory.resolve("store");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(root)) {
            List<Path> found = files.toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(4);
            for (Path file : found) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void countsNameEveryNamespaceThatHoldsSomething() throws ExpectationFailed {
        store.put(key("a", "x"), ANY, widget(key("a", "x"), "1"));
        store.put(key("a", "y"), ANY, widget(key("a", "y"), "1"));
        store.put(key("b", "x"), ANY, widget(key("b", "x"), "1"));

        assertThat(store.counts()).containsOnly(Map.entry(Widgets.in("a"), 2), Map.entry(Widgets.in("b"), 1));
        assertThat(store.statistics().objects()).isEqualTo(3);
        assertThat(store.statistics().fileBytes()).isPositive();
    }

    @Test
    void aResourceIsCountedThroughItsChangesAndARestart() throws Exception {
        store.put(key("a", "x"), ANY, widget(key("a", "x"), "1"));
        store.put(key("a", "x"), ANY, widget(key("a", "x"), "2"));
        store.put(key("b", "x"), ANY, widget(key("b", "x"), "1"));
        store.put(key("b", "y"), ANY, widget(key("b", "y"), "1"));
        store.delete(key("b", "y"), ANY, widget(key("b", "y"), "1"));

        assertThat(store.count("probe.example.com", "widgets")).isEqualTo(2);
        assertThat(store.count("probe.example.com", "gadgets")).isZero();
        store.close();
        store = RevisionStore.open(StoreOptions.of(directory.resolve("store"), clock));
        assertThat(store.count("probe.example.com", "widgets")).isEqualTo(2);
    }

    @Test
    void closedStoreRefusesWrites() {
        store.close();

        assertThatThrownBy(() -> store.put(key("a"), ANY, widget(key("a"), "1")))
                .isInstanceOf(StoreReadOnly.class)
                .hasMessageContaining("closed");
    }

    @Test
    void writeOfAnInterruptedThreadIsStillAnswered() throws ExpectationFailed {
        Thread.currentThread().interrupt();
        StoredObject written = store.put(key("a"), ANY, widget(key("a"), "1"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.get(key("a"))).contains(written);
    }

    private static boolean succeeds(Callable<StoredObject> write) throws Exception {
        try {
            write.call();
            return true;
        } catch (ExpectationFailed lost) {
            return false;
        }
    }
}
