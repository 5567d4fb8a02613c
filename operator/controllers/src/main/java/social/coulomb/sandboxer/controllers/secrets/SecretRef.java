package social.coulomb.sandboxer.controllers.secrets;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import social.coulomb.sandboxer.sdk.Secrets;

/// A ref of a profile: `name`, or `name/key`. Pure.
///
/// @param secret the Secret's name, a DNS name
/// @param key empty for the usual ones
record SecretRef(String ref, String secret, Optional<String> key) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}(/[A-Za-z0-9._-]{1,253})?");
    private static final Pattern DNS = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final String USUAL_KEY = "value";

    /// Empty when the text is no ref.
    static Optional<SecretRef> parse(String ref) {
        if (!FORM.matcher(ref).matches()) {
            return Optional.empty();
        }
        String[] parts = ref.split("/", 2);
        String name = parts[0].toLowerCase(Locale.ROOT).replace('_', '-');
        if (!DNS.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SecretRef(ref, name, parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    /// The program's own variable that may stand for it.
    String variable() {
        return "SANDBOXER_SECRET_" + Secrets.variable(ref).replaceFirst("^_(?=[0-9])", "");
    }

    /// What of the Secret is meant, still encoded: the key that is named; else the one called as the ref, else the
    /// only one, else `value`.
    Optional<String> encoded(Secret found) {
        Map<String, String> data = found.getData() == null ? Map.of() : found.getData();
        if (key.isPresent()) {
            return Optional.ofNullable(data.get(key.get()));
        }
        if (data.containsKey(ref)) {
            return Optional.ofNullable(data.get(ref));
        }
        return data.size() == 1 ? data.values().stream().findFirst() : Optional.ofNullable(data.get(USUAL_KEY));
    }

    /// The keys that would do, for people.
    String wantedKey() {
        return key.map(named -> "the key '" + named + "'").orElse("the key '" + ref + "', or one key only");
    }
}
