package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.List;

/// A type as the language sees it, with the class that holds its values.
record Parameter<T>(CelType type, Class<T> held) {
    static final TypeParamType ANY_TYPE = TypeParamType.create("T");
    static final Parameter<String> TEXT = new Parameter<>(SimpleType.STRING, String.class);
    static final Parameter<Long> INTEGER = new Parameter<>(SimpleType.INT, Long.class);
    static final Parameter<Boolean> FLAG = new Parameter<>(SimpleType.BOOL, Boolean.class);
    static final Parameter<Object> ANYTHING = new Parameter<>(ANY_TYPE, Object.class);

    @SuppressWarnings("rawtypes")
    static Parameter<List> listOf(CelType items) {
        return new Parameter<>(ListType.create(items), List.class);
    }
}
