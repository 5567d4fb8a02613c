package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{colour: red} | {litres: 2} | {colour: red, litres: 2}",
                "{colour: red} | {colour: blue} | {colour: blue}",
                "{notes: {a: x}} | {notes: {b: y}} | {notes: {a: x, b: y}}",
                "{notes: {a: x}} | {notes: {}} | {notes: {a: x}}",
                "{notes: {a: x}} | {notes: null} | {notes: {a: x}}",
                "{} | {notes: {}} | {notes: {}}",
                "{plate: {a: x}} | {plate: {b: y}} | {plate: {b: y}}",
                "{steps: [a, b]} | {steps: [c]} | {steps: [c]}",
                "{stickers: [a]} | {stickers: []} | {stickers: [a]}",
                "{hint: x} | {hint: null} | {hint: null}",
                "{extra: {a: {b: 1}}} | {extra: {a: {c: 2}}} | {extra: {a: {b: 1, c: 2}}}",
                "{extra: {a: {b: 1}}} | {extra: {a: 5}} | {extra: {a: 5}}",
                "{spouts: [{name: a, width: 1}]} | {spouts: [{name: a, side: left, width: 2}]}"
                        + " | {spouts: [{name: a, side: left, width: 2}]}",
            })
    void aConfigurationIsLaidOverWhatIsThere(String live, String applied, String merged) {
        assertThat(merge(live, applied)).isEqualTo(Kettles.value(merged));
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | c | a b c",
                "a b c | c a | b c a",
                "a b c | b | a b c",
                "a b c | c x b | a c x b",
                "a b c d | d b | a c d b",
                "a b | x a y | x a b y",
                "a b a | c | a b a c",
                "a b a | a | a b",
            })
    void sharedItemsFollowTheConfigurationAndOthersKeepTheirPlaces(String live, String applied, String merged) {
        assertThat(merge(stickers(live), stickers(applied))).isEqualTo(Kettles.value(stickers(merged)));
    }

    @Test
    void everyItemOfEitherListIsThereOnceInTheOrderOfTheConfiguration() {
        var random = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            List<String> live = letters(random);
            List<String> applied = letters(random);
            List<String> merged = new ArrayList<>();
            merge(stickers(String.join(" ", live)), stickers(String.join(" ", applied)))
                    .path("stickers")
                    .forEach(item -> merged.add(item.asText()));

            var all = new TreeSet<>(live);
            all.addAll(applied);
            assertThat(merged).as("%s + %s", live, applied).containsExactlyInAnyOrderElementsOf(all);
            assertThat(merged.stream().filter(applied::contains)).containsExactlyElementsOf(applied);
        }
    }

    private static List<String> letters(Random random) {
        List<String> letters = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(letters, random);
        return List.copyOf(letters.subList(0, random.nextInt(letters.size())));
    }

    private static String stickers(String letters) {
        return "{stickers: [" + letters.strip().replace(" ", ", ") + "]}";
    }

    private static JsonNode merge(String live, String applied) {
        return MergeWalk.merge(Kettles.shape(), Kettles.kettle(live), Kettles.kettle(applied))
                .path("spec");
    }
}
