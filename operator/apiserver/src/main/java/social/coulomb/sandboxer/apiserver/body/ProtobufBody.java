package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;

/// Reads the protobuf form of built-in kinds, which Go clients prefer for everything that they have types for.
final class ProtobufBody {

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufBody() {}

    /// Reads an envelope with an object in it.
    ///
    /// @throws MalformedBody when it is not that, or of a kind that has no protobuf form here
    static RequestBody read(byte[] bytes) throws MalformedBody {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new MalformedBody(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        var type = JsonNodeFactory.instance.objectNode();
        byte[] raw = new byte[0];
        var envelope = new ProtobufWire(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
        for (int field = envelope.next(); field != 0; field = envelope.next()) {
            switch (field) {
                case 1 -> readType(envelope.bytes(), type);
                case 2 -> raw = envelope.bytes();
                default -> envelope.skip();
            }
        }
        return RequestBody.of(
                object(type.path("apiVersion").asText(""), type.path("kind").asText(""), raw));
    }

    private static void readType(byte[] bytes, ObjectNode type) throws MalformedBody {
        ProtobufMessage.NONE
                .with(1, "apiVersion", ProtobufMessage.Form.TEXT)
                .with(2, "kind", ProtobufMessage.Form.TEXT)
                .read(bytes, type);
    }

    private static ObjectNode object(String apiVersion, String kind, byte[] raw) throws MalformedBody {
        ProtobufMessage message = ProtobufMessages.of(apiVersion, kind)
                .orElseThrow(() -> new MalformedBody(
                        "no kind \"" + kind + "\" in version \"" + apiVersion + "\" has a protobuf form here"));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", kind).put("apiVersion", apiVersion);
        message.read(raw, object);
        return object;
    }
}
