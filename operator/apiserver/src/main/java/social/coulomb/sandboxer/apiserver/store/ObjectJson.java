package social.coulomb.sandboxer.apiserver.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An object serialised but for its revision, so that the writer, who alone knows the revision, has next to
/// nothing to do: the expensive part happens on the threads that ask for the write.
final class ObjectJson {

    /// Writes characters beyond the basic plane as UTF-8, not as pairs of escapes.
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final String METADATA = "metadata";
    private static final String RESOURCE_VERSION = "resourceVersion";
    private static final int TYPICAL_SIZE = 2048;

    private final byte[] bytes;
    private final int revisionOffset;

    private ObjectJson(byte[] bytes, int revisionOffset) {
        this.bytes = bytes;
        this.revisionOffset = revisionOffset;
    }

    /// Serialises an object; the argument is only read.
    ///
    /// @throws IllegalArgumentException when the object has no metadata
    static ObjectJson of(ObjectNode object) {
        if (!(object.get(METADATA) instanceof ObjectNode metadata)) {
            throw new IllegalArgumentException("An object without metadata cannot be stored");
        }
        var buffer = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator generator = MAPPER.createGenerator(buffer)) {
            int offset = 0;
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                generator.writeFieldName(field.getKey());
                if (field.getKey().equals(METADATA)) {
                    offset = writeMetadata(metadata, generator, buffer);
                } else {
                    generator.writeTree(field.getValue());
                }
            }
            generator.writeEndObject();
            generator.flush();
            return new ObjectJson(buffer.toByteArray(), offset);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing JSON to memory", impossible);
        }
    }

    /// The object's bytes with the revision as its resource version.
    byte[] at(long revision) {
        byte[] digits = Long.toString(revision).getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[bytes.length + digits.length];
        System.arraycopy(bytes, 0, whole, 0, revisionOffset);
        System.arraycopy(digits, 0, whole, revisionOffset, digits.length);
        System.arraycopy(bytes, revisionOffset, whole, revisionOffset + digits.length, bytes.length - revisionOffset);
        return whole;
    }

    private static int writeMetadata(ObjectNode metadata, JsonGenerator generator, ByteArrayOutputStream buffer)
            throws IOException {
        int offset = 0;
        generator.writeStartObject();
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            if (field.getKey().equals(RESOURCE_VERSION)) {
                offset = writeEmptyRevision(generator, buffer);
            } else {
                generator.writeFieldName(field.getKey());
                generator.writeTree(field.getValue());
            }
        }
        if (offset == 0) {
            offset = writeEmptyRevision(generator, buffer);
        }
        generator.writeEndObject();
        return offset;
    }

    /// Writes an empty string and says where between its quotes the digits belong.
    private static int writeEmptyRevision(JsonGenerator generator, ByteArrayOutputStream buffer) throws IOException {
        generator.writeFieldName(RESOURCE_VERSION);
        generator.writeString("");
        generator.flush();
        return buffer.size() - 1;
    }
}
