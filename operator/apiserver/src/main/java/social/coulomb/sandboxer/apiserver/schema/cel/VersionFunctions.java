package social.coulomb.sandboxer.apiserver.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `semver` and `isSemver`, the parts of a version, and its order.
final class VersionFunctions {
    private static final Parameter<Version> VERSION =
            new Parameter<>(OpaqueType.create("kubernetes.Semver"), Version.class);

    private VersionFunctions() {}

    static List<Overload> all() {
        return Stream.of(conversions(), parts(), order()).flatMap(List::stream).toList();
    }

    private static List<Overload> conversions() {
        CelType version = VERSION.type();
        Parameter<String> text = Parameter.TEXT;
        Parameter<Boolean> lenient = Parameter.FLAG;
        return List.of(
                Overload.global("semver", "string_to_semver", version, text, source -> require(source, false)),
                Overload.global("semver", "string_bool_to_semver", version, text, lenient, VersionFunctions::require),
                Overload.global(
                        "isSemver",
                        "is_semver_string",
                        BOOL,
                        text,
                        source -> parse(source, false).isPresent()),
                Overload.global(
                        "isSemver",
                        "is_semver_string_bool",
                        BOOL,
                        text,
                        lenient,
                        (source, normalize) -> parse(source, normalize).isPresent()));
    }

    private static List<Overload> parts() {
        return List.of(
                Overload.member("major", "semver_major", INT, VERSION, Version::major),
                Overload.member("minor", "semver_minor", INT, VERSION, Version::minor),
                Overload.member("patch", "semver_patch", INT, VERSION, Version::patch));
    }

    private static List<Overload> order() {
        return List.of(
                Overload.member(
                        "isLessThan",
                        "semver_is_less_than",
                        BOOL,
                        VERSION,
                        VERSION,
                        (of, other) -> of.compareTo(other) < 0),
                Overload.member(
                        "isGreaterThan",
                        "semver_is_greater_than",
                        BOOL,
                        VERSION,
                        VERSION,
                        (of, other) -> of.compareTo(other) > 0),
                Overload.member("compareTo", "semver_compare_to", INT, VERSION, VERSION, (of, other) ->
                        (long) of.compareTo(other)));
    }

    private static Optional<Version> parse(String text, boolean lenient) {
        return lenient ? Version.parseLenient(text) : Version.parse(text);
    }

    private static Version require(String text, boolean lenient) {
        return parse(text, lenient)
                .orElseThrow(() -> new IllegalArgumentException("Invalid semantic version: \"" + text + "\""));
    }
}
