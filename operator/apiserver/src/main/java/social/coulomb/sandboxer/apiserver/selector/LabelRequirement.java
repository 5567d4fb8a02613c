package social.coulomb.sandboxer.apiserver.selector;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One condition on one label.
sealed interface LabelRequirement {

    boolean matches(Map<String, String> labels);

    /// The label is there, with one of these values.
    record In(String key, Set<String> values) implements LabelRequirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return value != null && values.contains(value);
        }
    }

    /// The label is absent, or has none of these values.
    record NotIn(String key, Set<String> values) implements LabelRequirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return value == null || !values.contains(value);
        }
    }

    /// The label is there, or is not.
    record Presence(String key, boolean wanted) implements LabelRequirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            return labels.containsKey(key) == wanted;
        }
    }

    /// The label is a whole number beyond the bound.
    record Beyond(String key, long bound, boolean above) implements LabelRequirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            if (value == null) {
                return false;
            }
            try {
                long number = Long.parseLong(value);
                return above ? number > bound : number < bound;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }
    }
}
