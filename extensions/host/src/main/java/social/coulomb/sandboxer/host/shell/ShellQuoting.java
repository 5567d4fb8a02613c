package social.coulomb.sandboxer.host.shell;

import java.util.List;
import java.util.stream.Collectors;

/// Turns text into words of a POSIX shell that stand for exactly that text.
public final class ShellQuoting {
    private ShellQuoting() {}

    /// One word, whatever the text contains; only NUL is refused, since no argument can carry it.
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text for a shell cannot contain NUL");
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// Words separated by spaces.
    public static String quote(List<String> words) {
        return words.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
    }
}
