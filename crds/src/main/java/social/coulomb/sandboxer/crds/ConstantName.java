package social.coulomb.sandboxer.crds;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Matches the words of the API with Java's constants, without failing on a word from a later version: one
/// object that cannot be read would stop the list it is in.
public final class ConstantName {

    private ConstantName() {}

    /// The constant of that word, or null when there is none: `DryRun` is `DRY_RUN`.
    public static <E extends Enum<E>> @Nullable E find(Class<E> type, @Nullable String word) {
        if (word == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace("_", "").equalsIgnoreCase(word.replace("-", ""))) {
                return constant;
            }
        }
        return null;
    }

    /// `DRY_RUN` as `dry-run`.
    public static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// `DRY_RUN` as `DryRun`.
    public static String camelCase(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
