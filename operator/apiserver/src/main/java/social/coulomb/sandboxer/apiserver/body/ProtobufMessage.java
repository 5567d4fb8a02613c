package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// What the numbered fields of one protobuf message are called in JSON, and how they are written. Immutable.
///
/// Writers send every plain field, also an empty one, where JSON leaves it out; so empty texts, numbers and messages
/// are dropped, unless the field is one whose absence means something else than zero.
final class ProtobufMessage {

    /// How a field is written.
    enum Form {
        TEXT,
        TEXTS,
        /// A number of which zero means nothing.
        COUNT,
        /// A number that is there or not.
        NUMBER,
        FLAG,
        TIME,
        MICRO_TIME,
        TEXT_MAP,
        BYTES_MAP,
        MESSAGE,
        MESSAGES,
        /// A message around bytes that are JSON.
        JSON
    }

    private record Field(String name, Form form, ProtobufMessage message) {}

    static final ProtobufMessage NONE = new ProtobufMessage(Map.of());

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Map<Integer, Field> fields;

    private ProtobufMessage(Map<Integer, Field> fields) {
        this.fields = Map.copyOf(fields);
    }

    ProtobufMessage with(int number, String name, Form form) {
        return with(number, name, form, NONE);
    }

    ProtobufMessage with(int number, String name, Form form, ProtobufMessage message) {
        Map<Integer, Field> more = new HashMap<>(fields);
        more.put(number, new Field(name, form, message));
        return new ProtobufMessage(more);
    }

    /// Reads a message into an object; fields that are not known are passed over.
    void read(byte[] data, ObjectNode target) throws MalformedBody {
        var wire = new ProtobufWire(data);
        for (int number = wire.next(); number != 0; number = wire.next()) {
            Field field = fields.get(number);
            if (field == null) {
                wire.skip();
            } else {
                read(wire, field, target);
            }
        }
    }

    private static void read(ProtobufWire wire, Field field, ObjectNode target) throws MalformedBody {
        String name = field.name;
        switch (field.form) {
            case TEXT -> {
                String text = wire.text();
                if (!text.isEmpty()) {
                    target.put(name, text);
                }
            }
            case TEXTS -> target.withArray(name).add(wire.text());
            case COUNT -> {
                long count = wire.number();
                if (count != 0) {
                    put(target, name, count);
                }
            }
            case NUMBER -> put(target, name, wire.number());
            case FLAG -> target.put(name, wire.number() != 0);
            case TIME, MICRO_TIME -> readTime(wire.bytes(), field, target);
            case TEXT_MAP, BYTES_MAP -> readEntry(wire.bytes(), field, target);
            case MESSAGE -> readMessage(wire.bytes(), field, target);
            case MESSAGES ->
                field.message.read(wire.bytes(), target.withArray(name).addObject());
            case JSON -> readJson(wire.bytes(), field, target);
        }
    }

    private static void put(ObjectNode target, String name, long value) {
        if (value == (int) value) {
            target.put(name, (int) value);
        } else {
            target.put(name, value);
        }
    }

    private static void readMessage(byte[] data, Field field, ObjectNode target) throws MalformedBody {
        ObjectNode message = target.objectNode();
        field.message.read(data, message);
        if (!message.isEmpty()) {
            target.set(field.name, message);
        }
    }

    private static void readTime(byte[] data, Field field, ObjectNode target) throws MalformedBody {
        if (data.length == 0) {
            return;
        }
        var wire = new ProtobufWire(data);
        long seconds = 0;
        long nanos = 0;
        for (int number = wire.next(); number != 0; number = wire.next()) {
            switch (number) {
                case 1 -> seconds = wire.number();
                case 2 -> nanos = wire.number();
                default -> wire.skip();
            }
        }
        DateTimeFormatter format = field.form == Form.TIME ? SECONDS : MICROSECONDS;
        try {
            target.put(field.name, format.format(Instant.ofEpochSecond(seconds, nanos)));
        } catch (DateTimeException | ArithmeticException outside) {
            throw new MalformedBody("proto: time out of range", outside);
        }
    }

    private static void readEntry(byte[] data, Field field, ObjectNode target) throws MalformedBody {
        var wire = new ProtobufWire(data);
        String key = "";
        String value = "";
        for (int number = wire.next(); number != 0; number = wire.next()) {
            switch (number) {
                case 1 -> key = wire.text();
                case 2 ->
                    value = field.form == Form.TEXT_MAP
                            ? wire.text()
                            : Base64.getEncoder().encodeToString(wire.bytes());
                default -> wire.skip();
            }
        }
        target.withObject("/" + field.name).put(key, value);
    }

    private static void readJson(byte[] data, Field field, ObjectNode target) throws MalformedBody {
        var wire = new ProtobufWire(data);
        for (int number = wire.next(); number != 0; number = wire.next()) {
            if (number == 1) {
                JsonNode tree = JsonBody.read(wire.bytes()).tree();
                target.set(field.name, tree);
            } else {
                wire.skip();
            }
        }
    }
}
