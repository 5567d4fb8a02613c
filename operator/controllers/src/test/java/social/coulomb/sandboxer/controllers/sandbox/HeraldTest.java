package social.coulomb.sandboxer.controllers.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.SandboxLifecycleEventsTest.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Telling;
import social.coulomb.sandboxer.controllers.statehub.Announcements;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent;
import social.coulomb.sandboxer.controllers.statehub.LifecycleOutbox;
import social.coulomb.sandboxer.controllers.statehub.Source;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

final class HeraldTest {

    private static final Sandbox TWO = sandbox("""
            acknowledgedTransition: 1
            transitions: [{sequence: 1, state: Requested}, {sequence: 2, state: Ready}]
            """);

    private final Outbox outbox = new Outbox();
    private final List<String> notes = new ArrayList<>();
    private final Herald herald = new Herald(outbox, (source, detail, message) -> notes.add(source + " " + message));

    @Test
    void whatTheHubHasTakenIsDoneWhoeverRemembersIt() {
        assertThat(herald.telling(TWO)).isEqualTo(Telling.PENDING);
        outbox.acknowledged = 2;
        assertThat(herald.telling(TWO)).isEqualTo(Telling.DONE);
        assertThat(herald.acknowledged(TWO)).isEqualTo(2);
        outbox.acknowledged = 0;
        assertThat(herald.acknowledged(TWO)).isEqualTo(1);
        assertThat(herald.telling(sandbox("acknowledgedTransition: 2\ntransitions: [{sequence: 2, state: Ready}]")))
                .isEqualTo(Telling.DONE);
        assertThat(herald.telling(sandbox("{}"))).isEqualTo(Telling.DONE);
    }

    @Test
    void onlyWhatIsUntoldIsOffered() {
        herald.tell(TWO);
        assertThat(outbox.did).containsExactly("offer [2]");
    }

    @Test
    void whatIsUntoldAtTheEndIsSaved() {
        herald.bidFarewell(TWO);
        assertThat(outbox.did).containsExactly("keep [2]", "forget");
    }

    @Test
    void nothingIsSavedThatTheHubHas() {
        outbox.acknowledged = 2;
        herald.bidFarewell(TWO);
        herald.saveBefore(
                TWO,
                requireNonNull(
                        sandbox("transitions: [{sequence: 3, state: Ready}]").getStatus()));
        assertThat(outbox.did).containsExactly("forget");
    }

    @Test
    void whatAWriteWouldDropUntoldIsSavedBefore() {
        herald.saveBefore(
                TWO,
                requireNonNull(
                        sandbox("transitions: [{sequence: 3, state: Ready}]").getStatus()));
        assertThat(outbox.did).containsExactly("keep [2]");
    }

    @Test
    void whatAnOperationSaysIsPassedOn() {
        herald.listener(TWO).accept("pulling");
        assertThat(notes).containsExactly("team/one pulling");
    }

    @Test
    void withoutAHubNothingIsWantedAndNothingHappens() {
        try (Announcements nobody = Announcements.toNobody()) {
            nobody.start();
            Herald silent = Herald.with(nobody);
            assertThat(silent.telling(TWO)).isEqualTo(Telling.UNWANTED);
            silent.tell(TWO);
            silent.bidFarewell(TWO);
            silent.listener(TWO).accept("pulling");
        }
    }

    private static final class Outbox implements LifecycleOutbox {
        private final List<String> did = new ArrayList<>();
        private long acknowledged;

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public void offer(Source source, List<LifecycleEvent> unacknowledged) {
            did.add("offer " + sequences(unacknowledged));
        }

        @Override
        public long acknowledged(String uid) {
            return acknowledged;
        }

        @Override
        public boolean isDelivered(String uid, long lastSequence) {
            return acknowledged >= lastSequence;
        }

        @Override
        public void keep(Source source, List<LifecycleEvent> events) {
            did.add("keep " + sequences(events));
        }

        @Override
        public void forget(String uid) {
            did.add("forget");
        }

        @Override
        public void onAcknowledged(Consumer<Source> listener) {}

        @Override
        public void onRoom(Consumer<Source> listener) {}

        private static List<Long> sequences(List<LifecycleEvent> events) {
            return events.stream().map(LifecycleEvent::sequence).toList();
        }
    }
}
