package social.coulomb.sandboxer.host.basedir;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Tells whether systemd-tmpfiles removes what is old in a directory. Pure.
public final class AgeCleaning {
    private static final Set<Character> CLEANED_TYPES = Set.of('d', 'D', 'v', 'q', 'Q', 'e', 'C');
    private static final Set<Character> EXCLUDING_TYPES = Set.of('x', 'X');
    private static final int AGE_COLUMN = 5;

    private AgeCleaning() {}

    /// True if `directory` lies in one that is cleaned by age and is not exempt.
    ///
    /// @param rules lines of tmpfiles.d: type, path, mode, user, group, age, argument
    public static boolean threatens(String directory, String rules) {
        Path place = Path.of(directory);
        boolean cleaned = false;
        for (List<String> rule : parse(rules)) {
            char type = rule.getFirst().charAt(0);
            String path = rule.get(1);
            if (EXCLUDING_TYPES.contains(type) && covers(path, place)) {
                return false;
            }
            cleaned |= CLEANED_TYPES.contains(type) && hasAge(rule) && covers(path, place);
        }
        return cleaned;
    }

    private static List<List<String>> parse(String rules) {
        List<List<String>> parsed = new ArrayList<>();
        rules.lines()
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(words -> words.size() >= 2 && words.get(1).startsWith("/"))
                .forEach(parsed::add);
        return parsed;
    }

    private static boolean hasAge(List<String> rule) {
        return rule.size() > AGE_COLUMN && !rule.get(AGE_COLUMN).equals("-");
    }

    /// Paths may be patterns, and mean what is below as well.
    private static boolean covers(String pattern, Path place) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (Path path = place; path != null; path = path.getParent()) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
