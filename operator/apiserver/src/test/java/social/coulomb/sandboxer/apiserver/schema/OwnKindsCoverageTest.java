package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No field and no rule is added to an own kind without a bad value in `schema/bad-input.yaml`.
class OwnKindsCoverageTest {

    /// What is said of a value beyond each kind of bound.
    private static final Map<String, String> BOUNDS = Map.of(
            "pattern", "should match",
            "enum", "Unsupported value",
            "minimum", "greater than or equal to",
            "maximum", "less than or equal to",
            "minLength", "chars long",
            "maxLength", "Too long",
            "maxItems", "Too many",
            "maxProperties", "Too many");

    /// What needs no row: wrong types, missing and unknown fields are made from these.
    private static final Set<String> OTHERS = Set.of(
            "description",
            "type",
            "properties",
            "items",
            "additionalProperties",
            "required",
            "default",
            "x-kubernetes-validations");

    private record Rule(SpecField field, JsonNode text) {

        String place() {
            return field.name() + text.path("fieldPath").asText();
        }

        boolean isAboutChanges() {
            return text.path("rule").asText().contains("oldSelf");
        }

        @Override
        public String toString() {
            return field + ": " + text.path("message").asText();
        }
    }

    @Test
    void everyBoundOfEveryFieldHasAValueBeyondIt() {
        List<BadInput> rows = BadInput.rows("outOfRange");

        assertThat(fields().flatMap(field -> field.schema()
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(BOUNDS::containsKey)
                        .filter(bound -> rows.stream().noneMatch(isBeyond(field, bound)))
                        .map(bound -> field + " has no row beyond its " + bound)))
                .isEmpty();
    }

    @Test
    void everyBoundIsOfAKnownKind() {
        assertThat(fields().flatMap(field -> field.schema()
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(word -> !BOUNDS.containsKey(word) && !OTHERS.contains(word))
                        .map(word -> field + " has " + word + ", for which there are no rows")))
                .isEmpty();
    }

    @Test
    void everyTextListMapAndNumberIsBounded() {
        assertThat(fields().filter(field -> switch (field.schema().path("type").asText()) {
                    case "boolean" -> false;
                    case "object" ->
                        !field.isObjectOfFields() && !field.schema().has("maxProperties");
                    case "integer", "number" ->
                        !field.schema().has("minimum") || !field.schema().has("maximum");
                    case "array" -> !field.schema().has("maxItems");
                    default ->
                        !field.schema().has("maxLength") && !field.schema().has("enum");
                }))
                .isEmpty();
    }

    @Test
    void everyRuleHasSpecsOnBothSidesOfIt() {
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(rules().filter(rule -> BadInput.rows(rule.isAboutChanges() ? "immutable" : "contradictory").stream()
                        .noneMatch(row -> breaks(row, rule) && row.taken() != null)))
                .isEmpty();
    }

    @Test
    void everyRowIsAboutAFieldThatThereIs() {
        Set<String> places = fields().map(SpecField::toString).collect(Collectors.toSet());

        assertThat(Stream.of("outOfRange", "contradictory", "immutable").flatMap(part -> BadInput.rows(part).stream()))
                .allSatisfy(row -> assertThat(places).contains(row.kind() + " " + row.field()));
    }

    private static Predicate<BadInput> isBeyond(SpecField field, String bound) {
        return row -> row.kind().equals(field.kind())
                && row.field().equals(field.name())
                && row.message().contains(BOUNDS.get(bound));
    }

    private static boolean breaks(BadInput row, Rule rule) {
        return row.kind().equals(rule.field().kind())
                && row.field().equals(rule.place())
                && rule.text().path("message").asText().contains(row.message());
    }

    private static Stream<Rule> rules() {
        return fields().flatMap(field ->
                field.schema().path("x-kubernetes-validations").valueStream().map(rule -> new Rule(field, rule)));
    }

    private static Stream<SpecField> fields() {
        return OwnKind.all().stream().flatMap(own -> own.fields().stream());
    }
}
