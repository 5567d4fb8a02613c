package social.coulomb.sandboxer.apiserver.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProtobufBodyTest {

    @Test
    void namespaceIsReadWithoutTheEmptyFieldsThatWritersSend() throws Exception {
        var meta = new Writer()
                .text(1, "cellar")
                .text(2, "")
                .text(3, "")
                .text(5, "")
                .number(7, 0)
                .bytes(8, new byte[0])
                .bytes(11, new Writer().text(1, "shelf").text(2, "top").toByteArray());
        var namespace = new Writer()
                .bytes(1, meta.toByteArray())
                .bytes(2, new byte[0])
                .bytes(3, new Writer().text(1, "").toByteArray());
        assertThat(read("v1", "Namespace", namespace))
                .isEqualTo("{\"kind\":\"Namespace\",\"apiVersion\":\"v1\","
                        + "\"metadata\":{\"name\":\"cellar\",\"labels\":{\"shelf\":\"top\"}}}");
    }

    @Test
    void bytesOfSecretsBecomeBase64() throws Exception {
        var secret = new Writer()
                .bytes(
                        2,
                        new Writer()
                                .text(1, "pin")
                                .bytes(2, new byte[] {0, (byte) 0xff})
                                .toByteArray())
                .text(3, "Opaque")
                .number(5, 1);
        assertThat(read("v1", "Secret", secret))
                .contains("\"data\":{\"pin\":\"AP8=\"}", "\"type\":\"Opaque\"", "\"immutable\":true");
    }

    @Test
    void timesOfLeasesKeepTheirMicrosecondsAndZeroIsAValue() throws Exception {
        var spec = new Writer()
                .text(1, "me")
                .number(2, 15)
                .bytes(
                        4,
                        new Writer()
                                .number(1, 1_700_000_000L)
                                .number(2, 123_456_000L)
                                .toByteArray())
                .number(5, 0);
        assertThat(read("coordination.k8s.io/v1", "Lease", new Writer().bytes(2, spec.toByteArray())))
                .contains("{\"holderIdentity\":\"me\",\"leaseDurationSeconds\":15,"
                        + "\"renewTime\":\"2023-11-14T22:13:20.123456Z\",\"leaseTransitions\":0}");
    }

    @Test
    void optionsOfADeletionAreKnownInEveryVersion() throws Exception {
        var options = new Writer()
                .text(4, "Orphan")
                .text(5, "All")
                .bytes(2, new Writer().text(1, "uid-1").toByteArray());
        assertThat(read("coordination.k8s.io/v1", "DeleteOptions", options))
                .contains("\"propagationPolicy\":\"Orphan\"", "\"dryRun\":[\"All\"]", "\"uid\":\"uid-1\"");
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() throws Exception {
        var map = new Writer()
                .text(99, "later")
                .number(98, 7)
                .bytes(2, new Writer().text(1, "a").text(2, "1").toByteArray());
        assertThat(read("v1", "ConfigMap", map)).contains("\"data\":{\"a\":\"1\"}");
    }

    @Test
    void managedFieldsCarryATree() throws Exception {
        var entry = new Writer()
                .text(1, "me")
                .bytes(7, new Writer().text(1, "{\"f:data\":{}}").toByteArray());
        var meta = new Writer().bytes(17, entry.toByteArray());
        assertThat(read("v1", "ConfigMap", new Writer().bytes(1, meta.toByteArray())))
                .contains("\"managedFields\":[{\"manager\":\"me\",\"fieldsV1\":{\"f:data\":{}}}]");
    }

    @Test
    void whatIsCutOffOrForeignIsRefused() {
        assertThatThrownBy(() -> ProtobufBody.read(new byte[] {'k', '8', 's', 0, 10, 50}))
                .isInstanceOf(MalformedBody.class)
                .hasMessage("unexpected EOF");
        assertThatThrownBy(() -> ProtobufBody.read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining("does not appear to be a protobuf message");
        assertThatThrownBy(() -> read("v1", "Pod", new Writer()))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining("Pod");
    }

    private static String read(String apiVersion, String kind, Writer raw) throws MalformedBody {
        byte[] type = new Writer().text(1, apiVersion).text(2, kind).toByteArray();
        var envelope = new ByteArrayOutputStream();
        envelope.writeBytes(new byte[] {'k', '8', 's', 0});
        envelope.writeBytes(new Writer()
                .bytes(1, type)
                .bytes(2, raw.toByteArray())
                .text(3, "")
                .text(4, "")
                .toByteArray());
        return ProtobufBody.read(envelope.toByteArray()).tree().toString();
    }

    /// Writes the wire format.
    private static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Writer text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Writer bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
