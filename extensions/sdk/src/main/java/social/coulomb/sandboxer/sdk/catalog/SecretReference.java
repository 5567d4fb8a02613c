package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A secret that a sandbox is given, by name: never its value.
///
/// @param name lower-case, such as `build_registry_token`
/// @param key which part of it; null means the whole, or its only part
public record SecretReference(String name, @Nullable String key) {

    /// The same rule as a regular expression, for schemas.
    public static final String PATTERN = "^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(/[A-Za-z0-9._-]{1,253})?$";

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)(?:/([A-Za-z0-9._-]{1,253}))?");

    /// @param text `name` or `name/key`
    /// @throws IllegalArgumentException when the text has another form; the message says which is wanted
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SecretReference parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            // Not repeated: somebody may have written the secret itself.
            throw new IllegalArgumentException("this does not name a secret: write <name> or <name>/<key>, the name in"
                    + " lower-case letters, digits, '-' and '_', such as build_registry_token");
        }
        return new SecretReference(matcher.group(1), matcher.group(2));
    }

    @Override
    @JsonValue
    public String toString() {
        return key == null ? name : name + "/" + key;
    }
}
