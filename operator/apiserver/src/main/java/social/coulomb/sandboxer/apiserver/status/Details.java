package social.coulomb.sandboxer.apiserver.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/// What a `Status` is about. Empty strings, an empty list and a zero duration are left out of the answer.
///
/// @param name the object's name
/// @param group the API group; empty for the core group
/// @param kind the plural for what was looked up, the kind for what was validated
/// @param uid the object's uid
/// @param causes the single reasons
/// @param retryAfter when the client may try again
public record Details(String name, String group, String kind, String uid, List<Cause> causes, Duration retryAfter) {

    public Details {
        causes = List.copyOf(causes);
    }

    /// Details that name an object and nothing else.
    public static Details of(String group, String kind, String name) {
        return new Details(name, group, kind, "", List.of(), Duration.ZERO);
    }

    /// Details that consist of causes only.
    public static Details because(List<Cause> causes) {
        return new Details("", "", "", "", causes, Duration.ZERO);
    }

    /// The same details with these causes.
    public Details withCauses(List<Cause> newCauses) {
        return new Details(name, group, kind, uid, newCauses, retryAfter);
    }

    /// The same details with this uid.
    public Details withUid(String newUid) {
        return new Details(name, group, kind, newUid, causes, retryAfter);
    }

    /// The same details with this waiting time.
    public Details withRetryAfter(Duration newRetryAfter) {
        return new Details(name, group, kind, uid, causes, newRetryAfter);
    }

    /// The details as a client sees them.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putUnlessEmpty(json, "name", name);
        putUnlessEmpty(json, "group", group);
        putUnlessEmpty(json, "kind", kind);
        putUnlessEmpty(json, "uid", uid);
        if (!causes.isEmpty()) {
            ArrayNode list = json.putArray("causes");
            causes.forEach(cause -> list.add(cause.toJson()));
        }
        if (retryAfter.isPositive()) {
            json.put("retryAfterSeconds", retryAfter.toSeconds());
        }
        return json;
    }

    private static void putUnlessEmpty(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }
}
