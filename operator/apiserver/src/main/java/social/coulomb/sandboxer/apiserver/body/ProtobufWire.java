package social.coulomb.sandboxer.apiserver.body;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the wire format of protobuf, field by field. For one use.
final class ProtobufWire {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final byte[] data;
    private int position;
    private int wireType;

    ProtobufWire(byte[] data) {
        this.data = data;
    }

    /// Goes to the next field and answers its number; 0 at the end.
    int next() throws MalformedBody {
        if (position >= data.length) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        int field = (int) (tag >>> 3);
        if (field <= 0) {
            throw new MalformedBody("proto: illegal tag " + field + " (wire type " + wireType + ")");
        }
        return field;
    }

    long number() throws MalformedBody {
        require(VARINT);
        return varint();
    }

    byte[] bytes() throws MalformedBody {
        require(BYTES);
        long length = varint();
        if (length < 0 || length > data.length - position) {
            throw new MalformedBody("unexpected EOF");
        }
        position += (int) length;
        return Arrays.copyOfRange(data, position - (int) length, position);
    }

    String text() throws MalformedBody {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new MalformedBody("proto: invalid UTF-8", broken);
        }
    }

    /// Passes over a field that means nothing here.
    void skip() throws MalformedBody {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> position += Long.BYTES;
            case BYTES -> bytes();
            case FIXED_32 -> position += Integer.BYTES;
            default -> throw new MalformedBody("proto: illegal wireType " + wireType);
        }
        if (position > data.length) {
            throw new MalformedBody("unexpected EOF");
        }
    }

    private long varint() throws MalformedBody {
        long value = 0;
        for (int index = 0; index < LONGEST_VARINT; index++) {
            if (position >= data.length) {
                throw new MalformedBody("unexpected EOF");
            }
            byte b = data[position++];
            value |= (long) (b & 0x7f) << (7 * index);
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedBody("proto: integer overflow");
    }

    private void require(int wanted) throws MalformedBody {
        if (wireType != wanted) {
            throw new MalformedBody("proto: wrong wireType = " + wireType);
        }
    }
}
