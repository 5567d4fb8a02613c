package social.coulomb.sandboxer.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A piece of a label selector: a word (`in` and `notin` among them), a symbol, or the end.
record LabelToken(Kind kind, String text) {

    enum Kind {
        WORD,
        SYMBOL,
        END
    }

    private static final String SPECIAL = "=!(),><";
    private static final Set<String> SYMBOLS = Set.of("=", "==", "!=", "!", "(", ")", ",", ">", "<");

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /// The pieces of a selector; the last one is the end, which may be asked for again and again.
    static List<LabelToken> split(String text) {
        var tokens = new ArrayList<LabelToken>();
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (isSpace(c)) {
                position++;
                continue;
            }
            String piece = isSpecial(c) ? symbolAt(text, position) : wordAt(text, position);
            tokens.add(new LabelToken(isSpecial(c) ? Kind.SYMBOL : Kind.WORD, piece));
            position += piece.length();
        }
        tokens.add(new LabelToken(Kind.END, ""));
        return tokens;
    }

    private static String symbolAt(String text, int start) {
        int end = start + 1;
        while (end < text.length() && SYMBOLS.contains(text.substring(start, end + 1))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static String wordAt(String text, int start) {
        int end = start;
        while (end < text.length() && !isSpecial(text.charAt(end)) && !isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isSpecial(char c) {
        return SPECIAL.indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
