package social.coulomb.sandboxer.host.basedir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The text form of a [HostIdentity]: one line of JSON.
public final class HostIdentities {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HostIdentities() {}

    /// The record as its file holds it.
    public static String write(HostIdentity identity) {
        ObjectNode json = JSON.createObjectNode();
        json.put("machineId", identity.machineId());
        json.put("ownerId", identity.ownerId());
        return json.toString();
    }

    /// The member that names the owner, exactly as [#write] writes it.
    static String ownerMember(HostIdentity identity) {
        return "\"ownerId\":\"%s\"".formatted(identity.ownerId());
    }

    /// Reads a record; empty if the text is not one.
    public static Optional<HostIdentity> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            String owner = json.path("ownerId").textValue();
            return owner == null
                    ? Optional.empty()
                    : Optional.of(new HostIdentity(json.path("machineId").textValue(), owner));
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }
}
