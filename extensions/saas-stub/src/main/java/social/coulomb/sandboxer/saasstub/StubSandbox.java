package social.coulomb.sandboxer.saasstub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// A sandbox as the stub's provider keeps it.
///
/// @param owner who it is
/// @param costPerHourUsd the price when it was made: later prices do not change it
/// @param readyAt null while it is half made
record StubSandbox(
        SandboxIdentity owner,
        String region,
        BigDecimal costPerHourUsd,
        Instant createdAt,
        @Nullable Instant readyAt) {

    private static final JsonMapper JSON = new JsonMapper();

    StubSandbox readyAt(Instant now) {
        return new StubSandbox(owner, region, costPerHourUsd, createdAt, now);
    }

    /// Namespace and name are for people and prove nothing.
    boolean belongsTo(SandboxIdentity identity) {
        return owner.installation().equals(identity.installation())
                && owner.uid().equals(identity.uid())
                && owner.incarnation() == identity.incarnation();
    }

    byte[] toJson() throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("installation", owner.installation())
                .put("uid", owner.uid())
                .put("incarnation", owner.incarnation())
                .put("namespace", owner.namespace())
                .put("name", owner.name())
                .put("region", region)
                .put("cost_per_hour_usd", costPerHourUsd.toPlainString())
                .put("created_at", createdAt.toString());
        if (readyAt != null) {
            json.put("ready_at", readyAt.toString());
        }
        return JSON.writeValueAsBytes(json);
    }

    /// @throws IOException when the file is not what [#toJson] has written
    static StubSandbox fromJson(byte[] content) throws IOException {
        try {
            JsonNode json = JSON.readTree(content);
            SandboxIdentity owner = new SandboxIdentity(
                    json.required("installation").asText(),
                    json.required("uid").asText(),
                    json.required("incarnation").asInt(),
                    json.required("namespace").asText(),
                    json.required("name").asText());
            return new StubSandbox(
                    owner,
                    json.required("region").asText(),
                    new BigDecimal(json.required("cost_per_hour_usd").asText()),
                    Instant.parse(json.required("created_at").asText()),
                    json.hasNonNull("ready_at")
                            ? Instant.parse(json.get("ready_at").asText())
                            : null);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException("not a sandbox of the stub: " + e.getMessage(), e);
        }
    }
}
