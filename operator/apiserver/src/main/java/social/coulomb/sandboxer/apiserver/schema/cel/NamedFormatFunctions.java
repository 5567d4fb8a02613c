package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.format.NamedFormat;

/// `format.dns1123Label()` and its like, `format.named`, and `validate`, which is empty when the text is right.
final class NamedFormatFunctions {
    private static final Parameter<NamedFormat> FORMAT =
            new Parameter<>(OpaqueType.create("kubernetes.NamedFormat"), NamedFormat.class);

    private NamedFormatFunctions() {}

    static List<Overload> all() {
        List<Overload> overloads = new ArrayList<>();
        overloads.add(Overload.global(
                "format.named",
                "format_named",
                OptionalType.create(FORMAT.type()),
                Parameter.TEXT,
                NamedFormat::named));
        overloads.add(Overload.member(
                "validate",
                "format_validate",
                OptionalType.create(ListType.create(SimpleType.STRING)),
                FORMAT,
                Parameter.TEXT,
                (format, text) -> Optional.of(format.problems(text)).filter(problems -> !problems.isEmpty())));
        for (NamedFormat format : NamedFormat.values()) {
            String name = "format." + format.formatName();
            overloads.add(Overload.constant(name, "format_" + format.formatName(), FORMAT.type(), arguments -> format));
        }
        return overloads;
    }
}
