package social.coulomb.sandboxer.apiserver.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads value paths, step by step. For one use.
final class ValuePathParser {

    private static final Pattern MEMBER = Pattern.compile("\\.((?:[^.\\[\\]\\\\]|\\\\.)+)");
    private static final Pattern QUOTED = Pattern.compile("\\[\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*]");
    private static final Pattern INDEX = Pattern.compile("\\[\\s*(-?[0-9]{1,9})\\s*]");
    private static final Pattern EVERY = Pattern.compile("\\[\\s*\\*\\s*]|\\.\\*");
    private static final Pattern MATCHING = Pattern.compile(
            "\\[\\?\\(\\s*@([^=!\\s)]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\"|([^'\"\\s)]+))\\s*\\)]");
    private static final Pattern HAVING = Pattern.compile("\\[\\?\\(\\s*@([^=!<>~\\s)]+)\\s*\\)]");

    private final Matcher input;
    private final List<ValuePath.Step> steps = new ArrayList<>();

    ValuePathParser(String text) {
        String bare = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        String rooted = bare.startsWith("$") ? bare.substring(1) : bare;
        this.input = MEMBER.matcher(rooted.startsWith(".") || rooted.startsWith("[") ? rooted : "." + rooted);
    }

    Optional<ValuePath> parse() {
        while (input.regionStart() < input.regionEnd()) {
            if (!step()) {
                return Optional.empty();
            }
            input.region(input.end(), input.regionEnd());
        }
        return Optional.of(new ValuePath(steps));
    }

    private boolean step() {
        if (at(EVERY)) {
            return steps.add(new ValuePath.Step.Every());
        }
        if (at(MEMBER)) {
            return steps.add(new ValuePath.Step.Member(
                    input.group(1).replaceAll("\\\\(.)", "$1").strip()));
        }
        if (at(QUOTED)) {
            return steps.add(new ValuePath.Step.Member(eitherGroup(1, 2)));
        }
        if (at(INDEX)) {
            return steps.add(new ValuePath.Step.Index(Integer.parseInt(input.group(1))));
        }
        return filter();
    }

    private boolean filter() {
        if (at(MATCHING)) {
            boolean equal = input.group(2).equals("==");
            String literal = input.group(5) == null ? eitherGroup(3, 4) : input.group(5);
            return ValuePath.parse(input.group(1))
                    .map(path -> steps.add(new ValuePath.Step.Matching(path, equal, literal)))
                    .orElse(false);
        }
        return at(HAVING)
                && ValuePath.parse(input.group(1))
                        .map(path -> steps.add(new ValuePath.Step.Having(path)))
                        .orElse(false);
    }

    private boolean at(Pattern pattern) {
        return input.usePattern(pattern).lookingAt();
    }

    private String eitherGroup(int first, int second) {
        return input.group(first) == null ? input.group(second) : input.group(first);
    }
}
