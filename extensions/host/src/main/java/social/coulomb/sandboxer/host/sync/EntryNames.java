package social.coulomb.sandboxer.host.sync;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;

/// File names as a host stores them: bytes without an encoding, kept in strings with one character a byte.
final class EntryNames {
    /// A directory directly before all that is in it, as tar wants it: a directory's mode is set when it is
    /// left.
    static final Comparator<String> TREE_ORDER = EntryNames::compare;

    private EntryNames() {}

    private static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return a == '/' ? -1 : b == '/' ? 1 : a - b;
            }
        }
        return one.length() - other.length();
    }

    /// The bytes of a path of this machine's file system, also of one that is not text in its encoding.
    static String of(Path path) {
        String text = path.toString();
        return text.chars().allMatch(c -> c < 0x80) ? text : ofUri(path, text.endsWith("/"));
    }

    /// Text would have lost what cannot be decoded; only the URI still shows every byte.
    private static String ofUri(Path path, boolean endsWithSlash) {
        if (!path.isAbsolute()) {
            // Nothing can exist below it, so the URI gets no slash that marks a directory.
            String prefix = "/dev/null/";
            return of(Path.of(prefix).resolve(path)).substring(prefix.length());
        }
        String name = decoded(path.toUri().getRawPath());
        return name.endsWith("/") && !endsWithSlash ? name.substring(0, name.length() - 1) : name;
    }

    private static String decoded(String rawPath) {
        StringBuilder name = new StringBuilder(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            if (rawPath.charAt(i) == '%') {
                name.append((char) HexFormat.fromHexDigits(rawPath, i + 1, i + 3));
                i += 2;
            } else {
                name.append(rawPath.charAt(i));
            }
        }
        return name.toString();
    }

    /// Text that people wrote, such as the names to keep.
    static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// The directory that an entry is in; empty for one directly inside the root.
    static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /// For `printf %b`, which turns it into the very bytes: plain characters only.
    static String escaped(String name) {
        StringBuilder escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > ' ' && c < 0x7f && c != '\\' && c != '\'') {
                escaped.append(c);
            } else {
                escaped.append("\\0%03o".formatted((int) c));
            }
        }
        return escaped.toString();
    }

    /// A pattern of `find -path` that stands for this name only.
    static String pattern(String name) {
        return name.replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
    }
}
