package social.coulomb.sandboxer.apiserver.schema.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/// `find` and `findAll`: what a regular expression matches in a text.
final class RegexFunctions {
    private static final ListType TEXTS = ListType.create(SimpleType.STRING);

    private RegexFunctions() {}

    static List<Overload> all() {
        return List.of(
                Overload.member(
                        "find",
                        "string_find_string",
                        SimpleType.STRING,
                        Parameter.TEXT,
                        Parameter.TEXT,
                        RegexFunctions::find),
                Overload.member(
                        "findAll",
                        "string_find_all_string",
                        TEXTS,
                        Parameter.TEXT,
                        Parameter.TEXT,
                        (text, pattern) -> findAll(text, pattern, -1)),
                new Overload(
                        "findAll",
                        CelOverloadDecl.newMemberOverload(
                                "string_find_all_string_int",
                                TEXTS,
                                SimpleType.STRING,
                                SimpleType.STRING,
                                SimpleType.INT),
                        CelFunctionBinding.from(
                                "string_find_all_string_int",
                                List.of(String.class, String.class, Long.class),
                                arguments ->
                                        findAll((String) arguments[0], (String) arguments[1], (Long) arguments[2]))));
    }

    private static String find(String text, String pattern) {
        List<String> found = findAll(text, pattern, 1);
        return found.isEmpty() ? "" : found.getFirst();
    }

    /// A negative limit means no limit.
    private static List<String> findAll(String text, String pattern, long limit) {
        Matcher matcher = compile(pattern).matcher(text);
        List<String> found = new ArrayList<>();
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("Illegal regex: " + malformed.getMessage(), malformed);
        }
    }
}
