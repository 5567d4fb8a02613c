package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The forms that plain texts of a catalog file take. Each is a type of its own, so that a mistake is told where
/// it stands, in lists too.
final class Form {

    private Form() {}

    private static String require(Pattern form, String value, String wanted) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' " + wanted);
        }
        return value;
    }

    /// A short name that people choose, such as `container`.
    record Word(@JsonValue String value) {

        static final String PATTERN = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
        private static final Pattern FORM = Pattern.compile(PATTERN);

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Word {
            require(FORM, value, "must be lower-case letters, digits and '-', such as container");
        }
    }

    /// The name of a HostProbe.
    record HostName(@JsonValue String value) {

        static final String PATTERN = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$";
        private static final Pattern FORM = Pattern.compile(PATTERN);

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        HostName {
            require(FORM, value, "is not a host's name: write the name of its HostProbe, such as sandboxer01");
        }
    }

    /// The name of a namespace.
    record Namespace(@JsonValue String value) {

        static final String PATTERN = Word.PATTERN;
        private static final Pattern FORM = Pattern.compile(PATTERN);

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Namespace {
            require(FORM, value, "is not the name of a namespace: lower-case letters, digits and '-'");
        }
    }

    /// A file inside the workspace.
    record WorkspacePath(@JsonValue String value) {

        static final String PATTERN = "^[^/\\\\\\x00-\\x1f]+(/[^/\\\\\\x00-\\x1f]+)*$";
        private static final Pattern FORM = Pattern.compile(PATTERN);
        private static final Pattern STEP_OUT = Pattern.compile("(^|.*/)[.][.]?(/.*|$)");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        WorkspacePath {
            if (STEP_OUT.matcher(value).matches()) {
                throw new IllegalArgumentException("'" + value + "' leaves the workspace or goes in circles: "
                        + "write a path below it, without '.' and '..'");
            }
            require(FORM, value, "is not a path below the workspace, such as e2e/compose.yml");
        }
    }
}
