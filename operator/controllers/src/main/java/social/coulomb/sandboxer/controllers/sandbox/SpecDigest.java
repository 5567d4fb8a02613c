package social.coulomb.sandboxer.controllers.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;

/// Tells by one word whether what an incarnation is made from has changed. Pure.
final class SpecDigest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SpecDigest() {}

    static String of(SandboxSpec spec) {
        Map<String, @Nullable Object> source = new LinkedHashMap<>();
        source.put("profile", spec.profile());
        source.put("inputs", spec.inputs());
        source.put("host", spec.host());
        source.put("route", spec.route());
        source.put("restoreFrom", spec.restoreFrom());
        try {
            byte[] text = JSON.writeValueAsString(source).getBytes(StandardCharsets.UTF_8);
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("plain records and SHA-256 are always there", e);
        }
    }
}
