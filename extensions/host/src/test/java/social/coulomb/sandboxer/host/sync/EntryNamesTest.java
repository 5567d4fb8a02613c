package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryNamesTest {
    @Test
    void directoryComesDirectlyBeforeWhatIsInIt() {
        List<String> names = List.of("a", "a/b", "a/b/c", "a/c", "a b", "a-b", "a.b", "b");

        assertThat(names.reversed().stream().sorted(EntryNames.TREE_ORDER)).containsExactlyElementsOf(names);
    }

    @Test
    void escapedNameIsOneWordOfPlainCharacters() {
        assertThat(EntryNames.escaped("it's a\n\\ caf\u00e9\0"))
                .isEqualTo("it\\0047s\\0040a\\0012\\0134\\0040caf\\0351\\0000");
    }

    @Test
    void patternStandsForTheNameOnly() {
        assertThat(EntryNames.pattern("a*[b]?\\c")).isEqualTo("a\\*\\[b\\]\\?\\\\c");
    }

    @Test
    void targetsKeepTheirSlashes() {
        for (String target : List.of("tmp", "tmp/", "/tmp", "../..", "a//b")) {
            assertThat(EntryNames.of(Path.of(target)))
                    .as(target)
                    .isEqualTo(Path.of(target).toString());
        }
    }

    @Test
    void parentIsWhatAnEntryIsIn() {
        assertThat(EntryNames.parent("a/b/c")).isEqualTo("a/b");
        assertThat(EntryNames.parent("a")).isEmpty();
    }
}
