package social.coulomb.sandboxer.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Writes a failure for a client that understands nothing but the protobuf form. Its details are left out.
final class ProtobufStatus {

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufStatus() {}

    static byte[] of(ApiStatus status) {
        var typeMeta = new ByteArrayOutputStream();
        text(typeMeta, 1, "v1");
        text(typeMeta, 2, "Status");

        var message = new ByteArrayOutputStream();
        text(message, 2, "Failure");
        text(message, 3, status.message());
        text(message, 4, status.reason());
        tag(message, 6, 0);
        number(message, status.code());

        var envelope = new ByteArrayOutputStream();
        envelope.writeBytes(MAGIC);
        bytes(envelope, 1, typeMeta.toByteArray());
        bytes(envelope, 2, message.toByteArray());
        return envelope.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int field, String value) {
        bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        tag(out, field, 2);
        number(out, value.length);
        out.writeBytes(value);
    }

    private static void tag(ByteArrayOutputStream out, int field, int wireType) {
        number(out, ((long) field << 3) | wireType);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
