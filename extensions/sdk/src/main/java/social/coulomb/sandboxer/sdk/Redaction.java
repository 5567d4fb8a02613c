package social.coulomb.sandboxer.sdk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Takes secret words out of a text, in every form in which programs usually repeat them.
final class Redaction {

    static final String MARK = "***";

    /// Shorter words would take half of every text with them.
    private static final int SHORTEST = 4;
    private static final int SHORTEST_LINE = 8;
    /// What a program cut off at the end of a line, if there is at least this much of it.
    private static final int SHORTEST_BEGINNING = 6;

    private final TreeSet<String> words =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void hide(String value) {
        String word = value.strip();
        add(value);
        add(word);
        for (String form : List.of(value, word)) {
            encodings(form);
        }
        if (word.indexOf('\n') >= 0) {
            word.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(this::add);
        }
    }

    /// Also as the one word that basic authentication makes of both.
    void hideLogin(String username, String password) {
        hide(password);
        if (password.length() >= SHORTEST) {
            encodings(username + ":" + password);
        }
    }

    private void encodings(String value) {
        if (value.length() < SHORTEST) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            add(encoder.encodeToString(bytes));
            add(encoder.withoutPadding().encodeToString(bytes));
        }
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        add(form);
        add(form.replace("+", "%20"));
    }

    private void add(String word) {
        if (word.length() >= SHORTEST) {
            words.add(word);
        }
    }

    String apply(String text) {
        String redacted = text;
        for (String word : words) {
            redacted = redacted.replace(word, MARK);
        }
        return redacted.contains("\n")
                ? redacted.lines().map(this::withoutBeginning).collect(Collectors.joining("\n"))
                        + (redacted.endsWith("\n") ? "\n" : "")
                : withoutBeginning(redacted);
    }

    private String withoutBeginning(String line) {
        for (String word : words) {
            int most = Math.min(word.length() - 1, line.length());
            for (int length = most; length >= SHORTEST_BEGINNING; length--) {
                if (line.regionMatches(line.length() - length, word, 0, length)) {
                    return line.substring(0, line.length() - length) + MARK;
                }
            }
        }
        return line;
    }
}
