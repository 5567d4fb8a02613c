package social.coulomb.sandboxer.host.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The text form of a [SandboxMarker]: one line of JSON, without spaces, so that a shell script can look for a
/// member.
public final class SandboxMarkers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SandboxMarkers() {}

    /// The marker as its file holds it.
    public static String write(SandboxMarker marker) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", marker.sandboxId());
        json.put("uid", marker.uid());
        json.put("installation", marker.installation());
        json.put("incarnation", marker.incarnation());
        json.put("project", marker.project());
        json.put("profile", marker.profile());
        json.put("createdAt", marker.createdAt().toString());
        if (!marker.labels().isEmpty()) {
            // As words, so that no key of theirs can be taken for a member of the marker's own.
            ArrayNode labels = json.putArray("labels");
            marker.labels().forEach((key, value) -> labels.add(key + "=" + value));
        }
        return json.toString();
    }

    /// The member that names the owner, exactly as [#write] writes it.
    public static String ownerMember(SandboxMarker marker) {
        return "\"uid\":\"%s\"".formatted(marker.uid());
    }

    /// Reads a marker; empty if the text is not one.
    public static Optional<SandboxMarker> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.path("id").isTextual()
                    || !json.path("uid").isTextual()
                    || !json.path("installation").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new SandboxMarker(
                    json.path("id").textValue(),
                    json.path("uid").textValue(),
                    json.path("installation").textValue(),
                    json.path("incarnation").asLong(),
                    json.path("project").textValue(),
                    json.path("profile").textValue(),
                    Instant.parse(json.path("createdAt").asText()),
                    labels(json.path("labels"))));
        } catch (JsonProcessingException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(JsonNode words) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (JsonNode word : words) {
            String[] parts = word.asText().split("=", 2);
            if (parts.length == 2) {
                labels.put(parts[0], parts[1]);
            }
        }
        return labels;
    }
}
