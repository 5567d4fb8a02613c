package social.coulomb.sandboxer.host.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.inventory.KnownSandbox.Stage;
import social.coulomb.sandboxer.host.inventory.StaleCandidate.Action;
import social.coulomb.sandboxer.host.inventory.StaleCandidate.Kind;

class StaleCandidatesTest {
    private static final Duration THRESHOLD = Duration.ofHours(24);
    private static final Ownership OURS = new Ownership("ours", "uid", null, 1);
    private static final Ownership THEIRS = new Ownership("theirs", "uid", null, 1);

    private final StaleCandidates candidates = new StaleCandidates("ours", THRESHOLD);

    @Test
    void whatIsOursAndOnNoRecordIsToBeReaped() {
        assertThat(find(List.of(directory("a", 1, OURS), project("sbx-b", OURS)), List.of()))
                .extracting(StaleCandidate::kind, StaleCandidate::id, StaleCandidate::action)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ORPHAN_DIR, "a", Action.REAP), tuple(Kind.ORPHAN_COMPOSE, "b", Action.REAP));
    }

    @Test
    void whatNobodyOwnsIsToBeInspected() {
        assertThat(find(List.of(directory("a", 1, null), project("e2e-old", null)), List.of()))
                .extracting(StaleCandidate::kind, StaleCandidate::id, StaleCandidate::action)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ORPHAN_DIR, "a", Action.INSPECT), tuple(Kind.ORPHAN_COMPOSE, "old", Action.INSPECT));
    }

    @Test
    void whatBelongsToAnotherInstallationIsToBeIgnored() {
        assertThat(find(List.of(directory("a", 100, THEIRS)), List.of()))
                .extracting(StaleCandidate::action)
                .containsExactly(Action.IGNORE);
    }

    @Test
    void whatIsOnRecordAndYoungIsNoCandidate() {
        assertThat(find(
                        List.of(directory("a", 24, OURS), project("sbx-a", OURS)),
                        List.of(new KnownSandbox("a", Stage.ESTABLISHED))))
                .isEmpty();
    }

    @Test
    void agedDirectoryIsReapedOnlyIfItsSandboxHasEnded() {
        assertThat(find(
                        List.of(directory("ended", 25, OURS), directory("alive", 25, OURS)),
                        List.of(new KnownSandbox("ended", Stage.ENDED), new KnownSandbox("alive", Stage.ESTABLISHED))))
                .extracting(StaleCandidate::kind, StaleCandidate::id, StaleCandidate::action)
                .containsExactly(
                        tuple(Kind.AGED_DIR, "ended", Action.REAP), tuple(Kind.AGED_DIR, "alive", Action.INSPECT));
    }

    @Test
    void establishedSandboxOfWhichNothingIsThereIsAZombieRecord() {
        assertThat(find(
                        List.of(project("sbx-there", OURS)),
                        List.of(
                                new KnownSandbox("there", Stage.ESTABLISHED),
                                new KnownSandbox("gone", Stage.ESTABLISHED),
                                new KnownSandbox("coming", Stage.MOVING),
                                new KnownSandbox("past", Stage.ENDED))))
                .extracting(StaleCandidate::kind, StaleCandidate::id, StaleCandidate::action)
                .containsExactly(tuple(Kind.ZOMBIE_RECORD, "gone", Action.INSPECT));
    }

    @Test
    void incompleteInventoryProvesNothingMissing() {
        List<KnownSandbox> known = List.of(new KnownSandbox("gone", Stage.ESTABLISHED));

        assertThat(candidates.find(new SandboxInventory("host", List.of(), false, true), known))
                .isEmpty();
        assertThat(candidates.find(new SandboxInventory("host", List.of(), true, false), known))
                .isEmpty();
    }

    @Test
    void projectIsMatchedByItsLabelledSandbox() {
        Ownership labelled = new Ownership("ours", "uid", "abc", 1);

        assertThat(find(List.of(project("sbx-renamed", labelled)), List.of(new KnownSandbox("abc", Stage.ESTABLISHED))))
                .isEmpty();
    }

    @Test
    void whatToReapComesFirstThenTheOldest() {
        assertThat(find(
                        List.of(
                                directory("foreign", 99, THEIRS),
                                directory("young", 1, OURS),
                                directory("old", 9, OURS),
                                directory("nobodys", 50, null)),
                        List.of()))
                .extracting(StaleCandidate::id)
                .containsExactly("old", "young", "nobodys", "foreign");
    }

    private List<StaleCandidate> find(List<InventoryEntry> entries, List<KnownSandbox> known) {
        return candidates.find(new SandboxInventory("host", entries, true, true), known);
    }

    private static InventoryEntry directory(String id, long hours, @Nullable Ownership owner) {
        return new InventoryEntry.Directory(id, "/base/" + id, Duration.ofHours(hours), null, owner);
    }

    private static InventoryEntry project(String name, @Nullable Ownership owner) {
        return new InventoryEntry.ComposeProject(name, "", null, null, owner, new InventoryEntry.Containers(1, 1));
    }
}
