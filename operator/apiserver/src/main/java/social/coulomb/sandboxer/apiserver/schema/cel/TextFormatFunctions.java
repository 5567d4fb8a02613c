package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.types.SimpleType;
import java.util.List;

/// `'%s is %d'.format([name, age])`.
final class TextFormatFunctions {
    private TextFormatFunctions() {}

    static List<Overload> all() {
        return List.of(Overload.member(
                "format",
                "string_format",
                SimpleType.STRING,
                Parameter.TEXT,
                Parameter.listOf(SimpleType.DYN),
                (template, values) -> new TextTemplate(template, values).render()));
    }
}
