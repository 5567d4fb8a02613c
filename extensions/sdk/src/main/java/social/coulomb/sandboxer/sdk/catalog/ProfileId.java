package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a profile, such as `profile.compose-e2e`.
public record ProfileId(@JsonValue String value) {

    /// The same rule as a regular expression, for schemas.
    public static final String PATTERN = "^profile\\.[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /// Deploys sandboxer's own tree and reports on the host; what an empty request means.
    public static final ProfileId CANARY = new ProfileId("profile.sandbox-canary");

    /// The reference profile; what a request with nothing but a repository means.
    public static final ProfileId COMPOSE_E2E = new ProfileId("profile.compose-e2e");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProfileId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a profile id: write profile.<slug>, such as profile.compose-e2e");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
