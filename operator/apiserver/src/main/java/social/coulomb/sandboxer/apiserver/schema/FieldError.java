package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/// One reason why an object was refused, in the words of Kubernetes.
///
/// @param field the path of the field, such as `spec.ports[1].name`; the literal `<nil>` where the error is
///     about no field
/// @param message what follows `field: ` in the status message, such as `Required value`
public record FieldError(Reason reason, String field, String message) {
    /// Stands for "no field" in paths.
    public static final String NO_FIELD = "<nil>";

    /// The closed set of causes; `wireName` is what clients compare with.
    public enum Reason {
        REQUIRED("FieldValueRequired"),
        INVALID("FieldValueInvalid"),
        TYPE_INVALID("FieldValueTypeInvalid"),
        NOT_SUPPORTED("FieldValueNotSupported"),
        DUPLICATE("FieldValueDuplicate"),
        FORBIDDEN("FieldValueForbidden"),
        TOO_LONG("FieldValueTooLong"),
        TOO_MANY("FieldValueTooMany"),
        NOT_FOUND("FieldValueNotFound"),
        INTERNAL("InternalError");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public static FieldError required(String field, String detail) {
        return new FieldError(Reason.REQUIRED, field, withDetail("Required value", detail));
    }

    /// A value that is of the right type and yet not allowed.
    ///
    /// @param value the refused value as Kubernetes prints it: strings quoted, objects as JSON, `null` for none
    public static FieldError invalid(String field, String value, String detail) {
        return new FieldError(Reason.INVALID, field, withDetail("Invalid value: " + value, detail));
    }

    public static FieldError typeInvalid(String field, String value, String detail) {
        return new FieldError(Reason.TYPE_INVALID, field, withDetail("Invalid value: " + value, detail));
    }

    public static FieldError duplicate(String field, String value) {
        return new FieldError(Reason.DUPLICATE, field, "Duplicate value: " + value);
    }

    public static FieldError forbidden(String field, String detail) {
        return new FieldError(Reason.FORBIDDEN, field, withDetail("Forbidden", detail));
    }

    public static FieldError notSupported(String field, String value, List<String> supported) {
        String quoted = supported.stream().map(GoText::quote).collect(Collectors.joining(", "));
        String detail = supported.isEmpty() ? "" : "supported values: " + quoted;
        return new FieldError(Reason.NOT_SUPPORTED, field, withDetail("Unsupported value: " + value, detail));
    }

    public static FieldError tooLong(String field, long limit) {
        String noun = limit == 1 ? " byte" : " bytes";
        return new FieldError(Reason.TOO_LONG, field, "Too long: may not be more than " + limit + noun);
    }

    public static FieldError tooMany(String field, long count, long limit) {
        String noun = limit == 1 ? " item" : " items";
        return new FieldError(Reason.TOO_MANY, field, "Too many: " + count + ": must have at most " + limit + noun);
    }

    /// The same error one level further in, for a value that was checked apart from its owner.
    public FieldError under(String prefix) {
        if (field.isEmpty() || field.equals(NO_FIELD)) {
            return new FieldError(reason, prefix, message);
        }
        return new FieldError(reason, field.startsWith("[") ? prefix + field : prefix + "." + field, message);
    }

    /// The line that stands in the message of the status.
    public String line() {
        return field + ": " + message;
    }

    /// An entry of `details.causes`.
    public ObjectNode toCause() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", reason.wireName())
                .put("message", message)
                .put("field", field);
    }

    private static String withDetail(String text, String detail) {
        return detail.isEmpty() ? text : text + ": " + detail;
    }
}
