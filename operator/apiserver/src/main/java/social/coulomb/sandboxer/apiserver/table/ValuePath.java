package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of JSONPath that printer columns use: `.a.b`, `['a']`, `[0]`, `[*]`, `[?(@.type=="Ready")]`.
final class ValuePath {

    /// One step down from a value to values below it.
    sealed interface Step {

        record Member(String name) implements Step {}

        /// @param index from the front; negative from the back
        record Index(int index) implements Step {}

        record Every() implements Step {}

        /// Keeps the items of a list that fit.
        record Matching(ValuePath path, boolean equal, String literal) implements Step {}

        /// Keeps the items of a list that have something there.
        record Having(ValuePath path) implements Step {}
    }

    private final List<Step> steps;

    ValuePath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /// Reads a path; empty when it goes beyond what columns use.
    static Optional<ValuePath> parse(String text) {
        return new ValuePathParser(text).parse();
    }

    /// The first value at the path.
    Optional<JsonNode> first(JsonNode root) {
        List<JsonNode> values = List.of(root);
        for (Step step : steps) {
            var below = new ArrayList<JsonNode>();
            values.forEach(value -> descend(value, step, below));
            values = below;
        }
        return values.stream().filter(value -> !value.isNull()).findFirst();
    }

    private static void descend(JsonNode value, Step step, List<JsonNode> found) {
        switch (step) {
            case Step.Member member -> addIfPresent(value.path(member.name()), found);
            case Step.Index index ->
                addIfPresent(value.path(index.index() < 0 ? value.size() + index.index() : index.index()), found);
            case Step.Every every -> value.forEach(found::add);
            case Step.Matching matching ->
                value.forEach(item -> {
                    boolean equal = matching.path()
                            .first(item)
                            .filter(present -> present.asText().equals(matching.literal()))
                            .isPresent();
                    if (equal == matching.equal()) {
                        found.add(item);
                    }
                });
            case Step.Having having ->
                value.forEach(item -> {
                    if (having.path().first(item).isPresent()) {
                        found.add(item);
                    }
                });
        }
    }

    private static void addIfPresent(JsonNode value, List<JsonNode> found) {
        if (!value.isMissingNode()) {
            found.add(value);
        }
    }
}
