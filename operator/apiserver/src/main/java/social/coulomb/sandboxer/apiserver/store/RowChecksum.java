package social.coulomb.sandboxer.apiserver.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The checksum over everything that a row says. Texts are preceded by their length, so that moving a byte from
/// one column to the next shows.
final class RowChecksum {

    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    static long of(RevisionRow row, int typeCode) {
        ObjectKey key = row.key();
        return new RowChecksum()
                .add(row.revision())
                .add(row.time())
                .add(typeCode)
                .add(key.group())
                .add(key.resource())
                .add(key.namespace())
                .add(key.name())
                .add(row.previous())
                .add(row.json())
                .value();
    }

    RowChecksum add(long value) {
        number.clear().putLong(value).flip();
        checksum.update(number);
        return this;
    }

    RowChecksum add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    RowChecksum add(byte[] bytes) {
        add(bytes.length);
        checksum.update(bytes);
        return this;
    }

    long value() {
        return checksum.getValue();
    }
}
