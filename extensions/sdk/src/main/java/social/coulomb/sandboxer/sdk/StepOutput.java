package social.coulomb.sandboxer.sdk;

import java.nio.charset.StandardCharsets;

/// What the step that failed has itself said, for people who look for the cause: the end of it, where programs
/// say what went wrong.
///
/// @param step a word for what was being done: `pull`, `build`, `start`, `verify` …
/// @param text at most [#LIMIT] bytes of UTF-8, from the beginning of a line where that can be
public record StepOutput(String step, String text) {

    /// Bytes of text that are kept.
    public static final int LIMIT = 64 * 1024;

    public StepOutput {
        text = end(text);
    }

    private static String end(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LIMIT) {
            return text;
        }
        int start = bytes.length - LIMIT;
        // Not in the middle of a character.
        while ((bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        String end = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        int line = end.indexOf('\n');
        return line >= 0 && line + 1 < end.length() ? end.substring(line + 1) : end;
    }
}
