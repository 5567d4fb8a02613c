package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;

/// Conditions in the making: what does not change keeps its time, so that nothing is written for it.
public final class ConditionSet {

    private static final int MAX_MESSAGE = 4096;
    private static final int MAX_REASON = 128;
    private static final String SUMMARY = "Ready";

    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final @Nullable Long generation;
    private final Instant now;

    /// @param generation what the conditions that are set speak about
    public ConditionSet(List<Condition> former, @Nullable Long generation, Instant now) {
        former.forEach(condition -> conditions.put(condition.type(), condition));
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public ConditionSet isTrue(String type, String reason, String message) {
        return set(type, Condition.TRUE, reason, message);
    }

    public ConditionSet isFalse(String type, String reason, String message) {
        return set(type, Condition.FALSE, reason, message);
    }

    public ConditionSet isUnknown(String type, String reason, String message) {
        return set(type, Condition.UNKNOWN, reason, message);
    }

    public ConditionSet without(String... types) {
        for (String type : types) {
            conditions.remove(type);
        }
        return this;
    }

    /// All that was said before holds for the present generation too.
    public ConditionSet stillHold() {
        conditions.replaceAll((type, said) -> new Condition(
                type, said.status(), said.reason(), said.message(), generation, said.lastTransitionTime()));
        return this;
    }

    public Optional<Condition> find(String type) {
        return Optional.ofNullable(conditions.get(type));
    }

    /// The summary first, the others in the order in which they first appeared.
    public List<Condition> toList() {
        return conditions.values().stream()
                .sorted(Comparator.comparing(condition -> !condition.type().equals(SUMMARY)))
                .toList();
    }

    private ConditionSet set(String type, String status, String reason, String message) {
        Condition former = conditions.get(type);
        Instant since = former != null && former.status().equals(status) ? former.lastTransitionTime() : now;
        conditions.put(
                type,
                new Condition(
                        type, status, cut(word(reason), MAX_REASON), cut(message, MAX_MESSAGE), generation, since));
        return this;
    }

    /// A reason from outside must not make the whole status invalid.
    private static String word(String reason) {
        String word = reason.replaceAll("[^A-Za-z0-9_]", "");
        return word.matches("[A-Za-z].*[A-Za-z0-9]|[A-Za-z]") ? word : "Unspecified";
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
