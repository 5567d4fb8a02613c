package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Collects what is wrong, so that a user sees all of it at once, and says in which file it is when that is not
/// the main one.
final class Findings {

    private static final int MOST = 100;
    private static final int LONGEST = 500;

    private final Set<Finding> findings;
    private final Map<String, String> origins;
    private final String main;
    private final String file;

    /// Of one file alone.
    Findings() {
        this("");
    }

    /// @param main the file that needs no mention
    Findings(String main) {
        this(new LinkedHashSet<>(), new HashMap<>(), main, main);
    }

    private Findings(Set<Finding> findings, Map<String, String> origins, String main, String file) {
        this.findings = findings;
        this.origins = origins;
        this.main = main;
        this.file = file;
    }

    /// The same collection, for what is found while that file is read.
    Findings of(String otherFile) {
        return new Findings(findings, origins, main, otherFile);
    }

    /// What stands at that path of the whole comes from there.
    void origin(String path, String otherFile) {
        origins.put(path, otherFile);
    }

    void add(String path, String message) {
        String place = file.equals(main) ? originOf(path) : file;
        boolean isClear = place.equals(main) || message.contains(place);
        if (findings.size() < MOST) {
            findings.add(new Finding(brief(path), brief(message) + (isClear ? "" : " (in " + place + ")")));
        }
    }

    /// What it quotes may be as large as the file that it comes from.
    private static String brief(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " … " + text.substring(text.length() - LONGEST / 2);
    }

    private String originOf(String path) {
        int end = path.length();
        while (end > 0) {
            String origin = origins.get(path.substring(0, end));
            if (origin != null) {
                return origin;
            }
            end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1));
        }
        return main;
    }

    /// The one sentence for keys that no rule allows.
    void addUnknown(String path) {
        add(path, "is not allowed in a sandbox: remove it");
    }

    void addWrongType(String path, String wanted, JsonNode found) {
        add(
                path,
                "must be " + wanted + ", not " + found.getNodeType().toString().toLowerCase(Locale.ROOT));
    }

    void throwIfAny() throws ComposeRefused {
        if (!findings.isEmpty()) {
            throw new ComposeRefused(List.copyOf(findings));
        }
    }
}
