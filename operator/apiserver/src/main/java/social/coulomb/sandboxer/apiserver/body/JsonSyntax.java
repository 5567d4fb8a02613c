package social.coulomb.sandboxer.apiserver.body;

import java.nio.charset.StandardCharsets;

/// Says what is wrong with a text that is not JSON, in the words that clients of Kubernetes know. For one use.
final class JsonSyntax {

    private static final String VALUE = "looking for beginning of value";
    private static final String KEY = "looking for beginning of object key string";
    private static final String END = "unexpected end of JSON input";

    private final String text;
    private int position;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /// The first complaint about a text that was found not to be JSON.
    static String complaint(byte[] json) {
        var scan = new JsonSyntax(new String(json, StandardCharsets.UTF_8));
        try {
            scan.value(VALUE);
            scan.skipSpace();
            return scan.position < scan.text.length()
                    ? String.valueOf(scan.unexpected("after top-level value").getMessage())
                    : END;
        } catch (MalformedBody malformed) {
            return String.valueOf(malformed.getMessage());
        }
    }

    private void value(String context) throws MalformedBody {
        char c = peek();
        switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number(context);
        }
    }

    private void object() throws MalformedBody {
        position++;
        if (peek() == '}') {
            position++;
            return;
        }
        while (true) {
            if (peek() != '"') {
                throw unexpected(KEY);
            }
            string();
            expect(':', "after object key");
            value(VALUE);
            char next = peek();
            if (next == '}') {
                position++;
                return;
            }
            expect(',', "after object key:value pair");
        }
    }

    private void array() throws MalformedBody {
        position++;
        if (peek() == ']') {
            position++;
            return;
        }
        while (true) {
            value(VALUE);
            char next = peek();
            if (next == ']') {
                position++;
                return;
            }
            expect(',', "after array element");
        }
    }

    private void string() throws MalformedBody {
        position++;
        while (true) {
            char c = here();
            if (c == '"') {
                position++;
                return;
            }
            if (c < ' ') {
                throw unexpected("in string literal");
            }
            position++;
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws MalformedBody {
        char c = here();
        if ("\"\\/bfnrtu".indexOf(c) < 0) {
            throw unexpected("in string escape code");
        }
        position++;
        for (int digit = 0; c == 'u' && digit < 4; digit++) {
            if (Character.digit(here(), 16) < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            position++;
        }
    }

    private void literal(String word) throws MalformedBody {
        for (int index = 0; index < word.length(); index++) {
            if (here() != word.charAt(index)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(index) + "')");
            }
            position++;
        }
    }

    private void number(String context) throws MalformedBody {
        if (here() == '-') {
            position++;
            if (!isDigit(here())) {
                throw unexpected("in numeric literal");
            }
        } else if (!isDigit(here())) {
            throw unexpected(context);
        }
        boolean zero = here() == '0';
        position++;
        while (!zero && isDigitNext()) {
            position++;
        }
        if (isNext('.')) {
            digitsAfter("after decimal point in numeric literal");
        }
        if (isNext('e') || isNext('E')) {
            position++;
            position += isNext('+') || isNext('-') ? 0 : -1;
            digitsAfter("in exponent of numeric literal");
        }
    }

    private void digitsAfter(String context) throws MalformedBody {
        position++;
        if (!isDigit(here())) {
            throw unexpected(context);
        }
        while (isDigitNext()) {
            position++;
        }
    }

    private void expect(char wanted, String context) throws MalformedBody {
        if (peek() != wanted) {
            throw unexpected(context);
        }
        position++;
    }

    private char peek() throws MalformedBody {
        skipSpace();
        return here();
    }

    private char here() throws MalformedBody {
        if (position >= text.length()) {
            throw new MalformedBody(END);
        }
        return text.charAt(position);
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean isNext(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private boolean isDigitNext() {
        return position < text.length() && isDigit(text.charAt(position));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private MalformedBody unexpected(String context) {
        char c = text.charAt(position);
        String shown = switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\t' -> "'\\t'";
            case '\r' -> "'\\r'";
            default -> c < ' ' ? String.format("'\\x%02x'", (int) c) : "'" + c + "'";
        };
        return new MalformedBody("invalid character " + shown + " " + context);
    }
}
