package social.coulomb.sandboxer.apiserver.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import social.coulomb.sandboxer.apiserver.objects.WatchEvent;

/// Writes the messages of a watch as JSON in pure ASCII: some clients read streams byte by byte and tear other
/// characters apart.
final class EventText {

    private static final int LAST_ASCII = 0x7f;

    private final EventShape shape;

    EventText(EventShape shape) {
        this.shape = shape;
    }

    /// The message without a line's end.
    byte[] write(WatchEvent event) {
        byte[] object = event.type() == WatchEvent.Type.ERROR ? event.json() : shape.shape(event.json());
        var text = new ByteArrayOutputStream(object.length + 40);
        text.writeBytes(("{\"type\":\"" + event.type() + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(ascii(object));
        text.write('}');
        return text.toByteArray();
    }

    private static byte[] ascii(byte[] json) {
        for (byte b : json) {
            if (b < 0) {
                return escaped(new String(json, StandardCharsets.UTF_8));
            }
        }
        return json;
    }

    /// Outside of strings JSON is ASCII already, so every other character may be escaped without a look around.
    private static byte[] escaped(String json) {
        var text = new StringBuilder(json.length() + 64);
        for (int index = 0; index < json.length(); index++) {
            char c = json.charAt(index);
            if (c <= LAST_ASCII) {
                text.append(c);
            } else {
                text.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static char hex(int digit) {
        return Character.forDigit(digit & 0xf, 16);
    }
}
