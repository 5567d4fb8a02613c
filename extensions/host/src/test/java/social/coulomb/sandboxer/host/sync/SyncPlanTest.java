package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
    private static final Instant OLD = Instant.parse("2020-01-02T03:04:05.123456789Z");
    private static final Instant COPIED = OLD.plusSeconds(1000);
    private static final Node.RegularFile FILE = new Node.RegularFile(0644, 10, OLD);
    private static final Node.Directory DIRECTORY = new Node.Directory(0755);

    @Test
    void equalTreesNeedNothing() {
        SyncPlan plan = plan(
                Map.of("d", DIRECTORY, "d/f", FILE, "l", new Node.Link("d")),
                Map.of("d", DIRECTORY, "d/f", FILE, "l", new Node.Link("d")));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unchanged()).isEqualTo(3);
    }

    @Test
    void whatDiffersIsSentWithTheDirectoriesAboveIt() {
        SyncPlan plan = plan(
                Map.of("a", DIRECTORY, "a/b", DIRECTORY, "a/b/new", FILE, "a-b", FILE),
                Map.of("a", DIRECTORY, "a/b", DIRECTORY, "a-b", FILE));

        assertThat(plan.send()).containsExactly("a", "a/b", "a/b/new");
        assertThat(plan.different()).isEqualTo(1);
        assertThat(plan.unchanged()).isEqualTo(3);
    }

    @Test
    void everyDifferenceOfAFileCounts() {
        for (Node.RegularFile other : new Node.RegularFile[] {
            new Node.RegularFile(0755, 10, OLD),
            new Node.RegularFile(0644, 11, OLD),
            new Node.RegularFile(0644, 10, OLD.plusSeconds(1)),
            new Node.RegularFile(0644, 10, OLD.plusNanos(2000))
        }) {
            assertThat(plan(Map.of("f", FILE), Map.of("f", other)).send())
                    .as(other.toString())
                    .containsExactly("f");
        }
    }

    @Test
    void fractionsThatAHostCannotKeepDoNotCount() {
        Node.RegularFile microseconds = new Node.RegularFile(0644, 10, Instant.parse("2020-01-02T03:04:05.123456700Z"));
        Node.RegularFile seconds = new Node.RegularFile(0644, 10, Instant.parse("2020-01-02T03:04:05Z"));

        assertThat(plan(Map.of("f", FILE), Map.of("f", microseconds)).isEmpty()).isTrue();
        assertThat(plan(Map.of("f", FILE), Map.of("f", seconds)).isEmpty()).isTrue();
    }

    @Test
    void fileCopiedSoonAfterItsChangeIsSentAgainWhateverTheHostsClockSays() {
        Duration skew = Duration.ofHours(-5);
        LocalTree local = local(Map.of("f", FILE));

        assertThat(SyncPlan.of(local, host(Map.of("f", FILE), OLD.plusSeconds(2).plus(skew)), skew)
                        .send())
                .containsExactly("f");
        assertThat(SyncPlan.of(local, host(Map.of("f", FILE), OLD.plusSeconds(5).plus(skew)), skew)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void onlyTheTopOfWhatIsNotWantedIsNamed() {
        SyncPlan plan = plan(
                Map.of("kept", DIRECTORY),
                Map.of(
                        "kept",
                        DIRECTORY,
                        "kept/x",
                        FILE,
                        "gone",
                        DIRECTORY,
                        "gone/a",
                        DIRECTORY,
                        "gone/a/b",
                        FILE,
                        "gone.too",
                        FILE));

        assertThat(plan.remove()).containsExactlyInAnyOrder("kept/x", "gone", "gone.too");
        assertThat(plan.unwanted()).isEqualTo(5);
        assertThat(plan.send()).isEmpty();
    }

    @Test
    void whatIsOfAnotherKindGoesFirst() {
        SyncPlan plan = plan(
                Map.of("d", DIRECTORY, "d/f", FILE, "f", FILE, "l", new Node.Link("x")),
                Map.of(
                        "d",
                        new Node.Link("/etc"),
                        "f",
                        DIRECTORY,
                        "f/inside",
                        FILE,
                        "l",
                        FILE,
                        "p",
                        new Node.Special()));

        assertThat(plan.remove()).containsExactlyInAnyOrder("d", "f", "l", "p");
        assertThat(plan.send()).containsExactly("d", "d/f", "f", "l");
        assertThat(plan.unwanted()).isEqualTo(2);
    }

    @Test
    void anotherTargetOfALinkIsSent() {
        assertThat(plan(Map.of("l", new Node.Link("a")), Map.of("l", new Node.Link("b")))
                        .send())
                .containsExactly("l");
    }

    @Test
    void closedDirectoriesAreOpenedAndSentToBeClosedAgain() {
        Node.Directory closed = new Node.Directory(0555);
        SyncPlan plan = plan(
                Map.of("c", closed, "c/d", closed, "other", closed),
                Map.of(
                        "c",
                        closed,
                        "c/d",
                        closed,
                        "c/d/gone",
                        FILE,
                        "other",
                        closed,
                        "away",
                        closed,
                        "away/deep",
                        closed));

        assertThat(plan.unlock()).containsExactly("away", "away/deep", "c/d");
        assertThat(plan.send()).containsExactly("c", "c/d");
        assertThat(plan.different()).isZero();
        assertThat(plan.unchanged()).isEqualTo(3);
    }

    private static SyncPlan plan(Map<String, Node> wanted, Map<String, Node> there) {
        return SyncPlan.of(local(wanted), host(there, COPIED), Duration.ZERO);
    }

    private static LocalTree local(Map<String, Node> nodes) {
        LocalTree tree = new LocalTree(new TreeMap<>(EntryNames.TREE_ORDER));
        nodes.forEach((name, node) ->
                tree.entries().put(name, new LocalTree.LocalEntry(Path.of("/root", name), node, FileTime.from(OLD))));
        return tree;
    }

    private static HostTree host(Map<String, Node> nodes, Instant changed) {
        HostTree tree = new HostTree(COPIED, new TreeMap<>(EntryNames.TREE_ORDER));
        nodes.forEach((name, node) -> tree.entries().put(name, new HostTree.HostEntry(node, changed)));
        return tree;
    }
}
