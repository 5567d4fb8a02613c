package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldSetTest {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath COLOUR = FieldPath.of("spec", "colour");

    @Test
    void aFieldAndWhatLiesBelowItAreSeparateElements() {
        FieldSet set = FieldSet.of(COLOUR);

        assertThat(set.contains(COLOUR)).isTrue();
        assertThat(set.contains(SPEC)).isFalse();
        assertThat(set.contains(FieldPath.ROOT)).isFalse();
    }

    @Test
    void aParentIsNotTakenAwayWithItsChild() {
        FieldSet both = FieldSet.of(SPEC, COLOUR);

        assertThat(both.difference(FieldSet.of(COLOUR))).isEqualTo(FieldSet.of(SPEC));
        assertThat(both.difference(FieldSet.of(SPEC))).isEqualTo(FieldSet.of(COLOUR));
    }

    @Test
    void theRecursiveDifferenceTakesChildrenWithTheirParent() {
        FieldSet both = FieldSet.of(SPEC, COLOUR, FieldPath.of("status"));

        assertThat(both.recursiveDifference(FieldSet.of(SPEC))).isEqualTo(FieldSet.of(FieldPath.of("status")));
    }

    @Test
    void numbersOfOneWorthAreOneElement() {
        FieldPath one = FieldPath.ROOT.step(new PathElement.Item(IntNode.valueOf(1)));
        FieldPath alsoOne = FieldPath.ROOT.step(new PathElement.Item(Kettles.value("1.0")));

        assertThat(FieldSet.of(one)).isEqualTo(FieldSet.of(alsoOne));
    }

    @Test
    void emptyBranchesLeaveNothingBehind() {
        FieldSet left = FieldSet.of(COLOUR).difference(FieldSet.of(COLOUR));

        assertThat(left).isEqualTo(FieldSet.EMPTY);
        assertThat(left.isEmpty()).isTrue();
    }

    @Test
    void algebraHoldsForArbitrarySets() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            FieldSet a = arbitrary(random);
            FieldSet b = arbitrary(random);
            assertThat(a.union(b)).isEqualTo(b.union(a));
            assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
            assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
            assertThat(a.difference(b).intersection(b)).isEqualTo(FieldSet.EMPTY);
            assertThat(a.union(b).difference(b)).isEqualTo(a.difference(b));
        }
    }

    @Test
    void arbitrarySetsSurviveTheWire() throws ManagedFieldsMalformed {
        var random = new Random(43);
        for (int round = 0; round < 500; round++) {
            FieldSet set = arbitrary(random);
            assertThat(FieldsV1.read(FieldsV1.write(set))).isEqualTo(set);
        }
    }

    private static FieldSet arbitrary(Random random) {
        var builder = new FieldSet.Builder();
        for (int count = random.nextInt(8); count > 0; count--) {
            FieldPath path = FieldPath.ROOT;
            for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
                path = path.step(element(random));
            }
            builder.add(path);
        }
        return builder.build();
    }

    private static PathElement element(Random random) {
        String letter = String.valueOf((char) ('a' + random.nextInt(3)));
        return switch (random.nextInt(4)) {
            case 0 -> new PathElement.Item(Kettles.value(letter));
            case 1 -> new PathElement.Index(random.nextInt(3));
            case 2 -> new PathElement.Keyed(new TreeMap<>(Map.of("n", Kettles.value(letter))));
            default -> new PathElement.Member(letter);
        };
    }

    @Test
    void theWireMarksElementsThatAlsoHaveSomethingBelow() throws ManagedFieldsMalformed {
        FieldPath spout = FieldPath.of("spec", "spouts")
                .step(new PathElement.Keyed(new TreeMap<>(Map.of("name", Kettles.value("main")))));
        FieldSet set = FieldSet.of(
                spout, spout.member("width"), FieldPath.of("spec", "stickers").step(PathElement.text("a\"b")));

        assertThat(FieldsV1.write(set)).hasToString("""
                        {"f:spec":{"f:spouts":{"k:{\\"name\\":\\"main\\"}":{".":{},"f:width":{}}},\
                        "f:stickers":{"v:\\"a\\\\\\"b\\"":{}}}}""");
    }

    @Test
    void pathsReadAsConflictsShowThem() {
        FieldPath spouts = FieldPath.of("spec", "spouts");
        var keys = new TreeMap<>(Map.of("name", Kettles.value("main"), "at", Kettles.value("2")));

        assertThat(spouts.step(new PathElement.Keyed(keys)).member("width"))
                .hasToString(".spec.spouts[at=2,name=\"main\"].width");
        assertThat(spouts.step(PathElement.text("red"))).hasToString(".spec.spouts[=\"red\"]");
        assertThat(spouts.step(new PathElement.Index(3))).hasToString(".spec.spouts[3]");
    }

    @Test
    void unknownKindsOfStepsAreIgnoredAndBrokenOnesAreNot() throws ManagedFieldsMalformed {
        assertThat(FieldsV1.read(Kettles.value("{'z:later': {}, 'f:spec': {}}")))
                .isEqualTo(FieldSet.of(SPEC));
        assertThatThrownBy(() -> FieldsV1.read(Kettles.value("{spec: {}}"))).isInstanceOf(ManagedFieldsMalformed.class);
        assertThatThrownBy(() -> FieldsV1.read(Kettles.value("{'v:{': {}}")))
                .isInstanceOf(ManagedFieldsMalformed.class);
        assertThatThrownBy(() -> FieldsV1.read(Kettles.value("{'i:x': {}}")))
                .isInstanceOf(ManagedFieldsMalformed.class);
    }
}
