package social.coulomb.sandboxer.apiserver.http;

import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.Cause;

/// Collects what is wrong with the options of a request. For one use.
final class OptionProblems {

    private final String kind;
    private final List<Cause> causes = new ArrayList<>();

    /// @param kind what the options are called, such as `ListOptions`
    OptionProblems(String kind) {
        this.kind = kind;
    }

    void forbidden(String field, String why) {
        causes.add(new Cause("FieldValueForbidden", "Forbidden: " + why, field));
    }

    void required(String field, String why) {
        causes.add(new Cause("FieldValueRequired", "Required value: " + why, field));
    }

    void tooLong(String field, int maximum) {
        causes.add(new Cause("FieldValueTooLong", "Too long: may not be more than " + maximum + " bytes", field));
    }

    void invalid(String field, String value, String why) {
        causes.add(new Cause("FieldValueInvalid", "Invalid value: \"" + value + "\": " + why, field));
    }

    /// @param value as it is to be quoted
    /// @param supported each as it is to be quoted
    void unsupported(String field, String value, String supported) {
        causes.add(new Cause(
                "FieldValueNotSupported", "Unsupported value: " + value + ": supported values: " + supported, field));
    }

    /// @throws social.coulomb.sandboxer.apiserver.status.StatusException 422 when there is anything wrong
    void raise() {
        if (!causes.isEmpty()) {
            throw ApiStatus.invalid("meta.k8s.io", kind, "", causes).asException();
        }
    }
}
