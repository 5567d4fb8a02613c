package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The answer to a write.
///
/// @param code 200, or 201 when the object is new
/// @param object the object in the version asked for; not to be modified
/// @param warnings for the client's user, one header each
public record WriteResult(int code, ObjectNode object, List<String> warnings) {

    public WriteResult {
        warnings = List.copyOf(warnings);
    }
}
