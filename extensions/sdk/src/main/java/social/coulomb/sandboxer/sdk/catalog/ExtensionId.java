package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of an extension, such as `ext.compose-ssh`.
public record ExtensionId(@JsonValue String value) {

    /// The same rule as a regular expression, for schemas.
    public static final String PATTERN = "^ext\\.[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExtensionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an extension id: write ext.<name>, such as ext.compose-ssh");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
