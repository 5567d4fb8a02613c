package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the parser of catalog files complained about, in words for the file's author. Pure.
///
/// @param field dotted path such as `route.extensions[1]`; empty when the file as a whole is meant
/// @param message what is wrong and what is wanted
record Complaint(String field, String message) {

    static final String EMPTY = "the file is empty: write its fields";

    static Complaint of(JsonProcessingException failure) {
        String field = failure instanceof JsonMappingException mapping ? path(mapping) : "";
        return new Complaint(field, message(failure));
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String message(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> "unknown field; known here: " + known(unknown);
            case InvalidNullException _ -> "an item has no value: write one, or remove the item";
            case ValueInstantiationException odd
            when odd.getCause() instanceof IllegalArgumentException cause -> String.valueOf(cause.getMessage());
            case InvalidFormatException odd
            when odd.getTargetType().isEnum() ->
                "'" + odd.getValue() + "' is not one of " + choices(odd.getTargetType());
            case MismatchedInputException missing
            when isMissing(missing) -> "is required and missing: add it, or correct its spelling";
            case MismatchedInputException empty when isEmpty(empty) -> EMPTY;
            case MismatchedInputException odd
            when odd.getTargetType() != null -> "must be " + wanted(odd.getTargetType());
            case StreamReadException syntax -> syntax(syntax.getOriginalMessage());
            default -> syntax(failure.getOriginalMessage());
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        return known == null
                ? "none"
                : known.stream()
                        .map(String::valueOf)
                        .filter(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static boolean isMissing(MismatchedInputException failure) {
        return failure.getOriginalMessage().startsWith("Missing required creator property");
    }

    private static boolean isEmpty(MismatchedInputException failure) {
        return failure.getOriginalMessage().startsWith("No content to map");
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + choices(type);
        }
        if (Number.class.isAssignableFrom(type)) {
            return type == Integer.class ? "a whole number, without quotes" : "a number, without quotes";
        }
        if (type == Boolean.class) {
            return "true or false, without quotes";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list, such as [a, b]";
        }
        return isMap(type) ? "a map of fields" : "text; in quotes where it looks like a number or a truth value";
    }

    /// Records with one delegate are written as plain text.
    private static boolean isMap(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        return Map.class.isAssignableFrom(type)
                || parts != null
                        && Arrays.stream(parts)
                                .anyMatch(part -> part.getAccessor()
                                        .isAnnotationPresent(com.fasterxml.jackson.annotation.JsonProperty.class));
    }

    private static String choices(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(java.lang.reflect.Field::isEnumConstant)
                .map(constant -> constant.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class)
                        .value())
                .collect(Collectors.joining(", "));
    }

    /// The parser tells places in lines of their own, set in; those are told otherwise here. What it found
    /// instead, it tells in its own terms.
    private static String syntax(@Nullable String message) {
        return message == null
                ? "cannot be read"
                : message.lines()
                        .filter(line -> !line.startsWith(" ") && !line.isBlank())
                        .map(line -> line.replaceFirst(",? got this instead: .*", ""))
                        .collect(Collectors.joining(", "));
    }
}
