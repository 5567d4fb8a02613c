package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AncientChangesTest {
    @Test
    void tenWritersKeepTheirEntries() {
        assertThat(writers(10).managers()).hasSize(10).doesNotContain("ancient-changes/Update");
    }

    @Test
    void theOldestOfMoreThanTenShareAnEntry() throws Exception {
        Story story = writers(12);

        assertThat(story.managers()).hasSize(10).contains("ancient-changes/Update", "w03/Update", "w11/Update");
        assertThat(story.fieldsOf("ancient-changes"))
                .containsExactly(
                        ".spec", ".spec.litres", ".spec.notes", ".spec.notes.n0", ".spec.notes.n1", ".spec.notes.n2");
        assertThat(story.timeOf("ancient-changes"))
                .as("the newest of those merged")
                .isEqualTo("2026-05-01T08:02:00Z");
    }

    @Test
    void versionsAreNotMixed() {
        Story story = writers(1);
        for (int writer = 1; writer <= 10; writer++) {
            var scope = new WriteScope(
                    Kettles.SCHEMA.root(), "kitchen.example.com/v1alpha1", "w%02d".formatted(writer), "", Set.of());
            story.patch(scope, "{spec: {notes: {n%d: x}}}".formatted(writer));
        }

        assertThat(story.managers()).hasSize(10).contains("w00/Update", "ancient-changes/Update");
    }

    @Test
    void appliersAreNeverMerged() throws Exception {
        Story story = new Story();
        for (int writer = 0; writer < 15; writer++) {
            story.apply("a%02d".formatted(writer), "{notes: {n%d: x}}".formatted(writer));
        }

        assertThat(story.managers()).hasSize(15);
    }

    private static Story writers(int count) {
        Story story = Story.created("w00", Kettles.kettle("{notes: {n0: x}}"));
        IntStream.range(1, count)
                .forEach(writer ->
                        story.patch("w%02d".formatted(writer), "{spec: {notes: {n%d: x}}}".formatted(writer)));
        return story;
    }
}
