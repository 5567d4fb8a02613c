package social.coulomb.sandboxer.apiserver.selector;

import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Chooses objects by their labels: `app in (x,y),tier,!gone,level!=2`.
public final class LabelSelector {

    /// Chooses every object.
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    private LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /// Reads a selector as it stands in a query.
    ///
    /// @throws StatusException 400 when it cannot be understood
    public static LabelSelector parse(String text) {
        return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
    }

    /// Whether an object with these labels is chosen.
    public boolean matches(Map<String, String> labels) {
        for (LabelRequirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the selector lets every object through.
    public boolean isEverything() {
        return requirements.isEmpty();
    }
}
