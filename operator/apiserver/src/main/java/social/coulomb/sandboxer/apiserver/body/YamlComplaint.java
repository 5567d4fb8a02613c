package social.coulomb.sandboxer.apiserver.body;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Says what is wrong with a text that is not YAML, in the words that clients of Kubernetes know. Pure.
final class YamlComplaint {

    private static final Map<String, String> WORDS = words();

    private YamlComplaint() {}

    static String of(MarkedYAMLException broken) {
        String problem = String.valueOf(broken.getProblem());
        String known = WORDS.entrySet().stream()
                .filter(entry -> problem.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(problem);
        int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
        return "yaml: line " + line + ": " + known;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("expected the node content", "did not find expected node content");
        words.put("expected ',' or ']'", "did not find expected ',' or ']'");
        words.put("expected ',' or '}'", "did not find expected ',' or '}'");
        words.put("expected <block end>", "did not find expected key");
        words.put("mapping values are not allowed", "mapping values are not allowed in this context");
        words.put("found character '", "found character that cannot start any token");
        return words;
    }
}
