package social.coulomb.sandboxer.apiserver.fields;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An apply would change fields of other owners. Repeating it with `force` takes the fields over.
public final class ApplyConflict extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Map<Owner, FieldSet> contested;

    ApplyConflict(Map<Owner, FieldSet> contested) {
        super(message(sorted(contested)));
        this.contested = sorted(contested);
    }

    /// Each contested field with its owner, sorted by owner.
    public List<Conflict> conflicts() {
        return conflicts(contested);
    }

    /// What each owner would lose.
    Map<Owner, FieldSet> contested() {
        return contested;
    }

    private static Map<Owner, FieldSet> sorted(Map<Owner, FieldSet> contested) {
        Map<Owner, FieldSet> sorted =
                new TreeMap<>((left, right) -> left.sortKey().compareTo(right.sortKey()));
        sorted.putAll(contested);
        return sorted;
    }

    private static List<Conflict> conflicts(Map<Owner, FieldSet> contested) {
        return contested.entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .paths()
                        .map(path -> new Conflict(entry.getKey().display(), path.toString())))
                .toList();
    }

    private static String message(Map<Owner, FieldSet> contested) {
        List<Conflict> conflicts = conflicts(contested);
        if (conflicts.size() == 1) {
            Conflict only = conflicts.getFirst();
            return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
        }
        StringBuilder lines = new StringBuilder("Apply failed with " + conflicts.size() + " conflicts: ");
        String separator = "";
        for (Map.Entry<Owner, FieldSet> entry : contested.entrySet()) {
            lines.append(separator)
                    .append("conflicts with ")
                    .append(entry.getKey().display())
                    .append(':');
            entry.getValue().paths().forEach(path -> lines.append("\n- ").append(path));
            separator = "\n";
        }
        return lines.toString();
    }
}
