package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;

/// Where the next page of a list begins, as clients carry it about. Pure.
///
/// @param revision the state that the first page showed; -1 for whatever is there now
/// @param start the path behind which the page begins: `/namespace/name` or `/name`, and a NUL
record ContinueToken(long revision, String start) {

    /// Goes on with the newest state.
    static final long NEWEST = -1;

    private static final String ENCODING_VERSION = "meta.k8s.io/v1";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// The token behind an object that ends a page.
    static ContinueToken after(RequestScope scope, long revision, ObjectKey last) {
        return new ContinueToken(revision, path(scope, last) + "\0");
    }

    /// Whether an object belongs to the pages that follow.
    boolean precedes(RequestScope scope, ObjectKey key) {
        return start.compareTo(path(scope, key)) <= 0;
    }

    String encoded() {
        ObjectNode token = MAPPER.createObjectNode();
        token.put("v", ENCODING_VERSION);
        token.put("rv", revision);
        token.put("start", start);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// @throws StatusException 400 when it is no token of ours
    static ContinueToken decode(String text) {
        byte[] json;
        try {
            json = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException foreign) {
            throw refused("illegal base64 data at input byte " + text.length());
        }
        JsonNode token;
        try {
            token = MAPPER.readTree(json);
        } catch (JsonProcessingException foreign) {
            throw refused(firstCharacter(json));
        } catch (java.io.IOException impossible) {
            throw refused("unreadable");
        }
        if (!token.path("v").asText("").equals(ENCODING_VERSION)) {
            throw refused("server does not recognize this encoded version \""
                    + token.path("v").asText("") + "\"");
        }
        long revision = token.path("rv").asLong();
        String start = token.path("start").asText("");
        if (revision == 0 || start.isEmpty()) {
            throw refused("incorrect encoded start resourceVersion (version " + ENCODING_VERSION + ")");
        }
        return new ContinueToken(revision, start);
    }

    private static String path(RequestScope scope, ObjectKey key) {
        boolean anyNamespace = scope.namespace().isEmpty() && !key.namespace().isEmpty();
        return anyNamespace ? "/" + key.namespace() + "/" + key.name() : "/" + key.name();
    }

    private static String firstCharacter(byte[] json) {
        return json.length == 0
                ? "unexpected end of JSON input"
                : "invalid character '" + (char) (json[0] & 0xff) + "' looking for beginning of value";
    }

    private static StatusException refused(String problem) {
        return ApiStatus.badRequest("invalid continue token: continue key is not valid: " + problem)
                .asException();
    }
}
