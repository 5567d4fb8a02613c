package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.sync.HostTree.HostEntry;

class HostTreeTest {
    private static final Instant CHANGED = Instant.ofEpochSecond(200, 500_000_000);

    @Test
    void printedListingIsRead() {
        HostTree tree = parse(
                "1000", "d 700 0 0 200.5", "", "", "f 4755 12 -1.25 200.5", "a\nb", "", "l 777 1 0 200.5", "l", "/x\n");

        assertThat(tree.now()).isEqualTo(Instant.ofEpochSecond(1000));
        assertThat(tree.entries())
                .isEqualTo(Map.of(
                        "a\nb",
                        new HostEntry(new Node.RegularFile(0755, 12, Instant.ofEpochSecond(-1, -250_000_000)), CHANGED),
                        "l",
                        new HostEntry(new Node.Link("/x\n"), CHANGED)));
    }

    @Test
    void portableListingSaysTheSame() {
        HostTree tree = parse(
                "1000",
                "stat",
                ".",
                "./d",
                "./d/f",
                "./l",
                "./p",
                "",
                "41c0 0 0 9\n41ed 4096 5 9\n81a4 12 7 9\na1ff 1 7 9\n11a4 0 7 9\n",
                "target");

        Instant changed = Instant.ofEpochSecond(9);
        assertThat(tree.entries())
                .isEqualTo(Map.of(
                        "d",
                        new HostEntry(new Node.Directory(0755), changed),
                        "d/f",
                        new HostEntry(new Node.RegularFile(0644, 12, Instant.ofEpochSecond(7)), changed),
                        "l",
                        new HostEntry(new Node.Link("target"), changed),
                        "p",
                        new HostEntry(new Node.Special(), changed)));
    }

    @Test
    void listingThatWasCutOffOrMixedUpIsRefused() {
        assertThatThrownBy(() -> HostTree.parse(new byte[0])).isInstanceOf(SyncRefused.class);
        assertThatThrownBy(() -> parse("1000")).isInstanceOf(SyncRefused.class);
        assertThatThrownBy(() -> parse("1000", "d 700 0 0 200.5", "", "", "f 644 12 1 1", "name"))
                .isInstanceOf(SyncRefused.class);
        assertThatThrownBy(() -> parse("1000", "stat", ".", "./new", "", "41c0 0 0 9\n"))
                .isInstanceOf(SyncRefused.class);
    }

    @Test
    void directoryThatOthersMayWriteInIsRefused() {
        assertThatThrownBy(() -> parse("1000", "d 770 0 0 200.5", "", ""))
                .isInstanceOf(SyncRefused.class)
                .hasMessageContaining("other accounts");
    }

    private static HostTree parse(String... fields) {
        return HostTree.parse((String.join("\0", fields) + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }
}
