package social.coulomb.sandboxer.apiserver.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What kind of JSON value a schema node describes.
public enum SchemaType {
    OBJECT,
    ARRAY,
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /// An integer or a string, at the writer's choice.
    INT_OR_STRING,
    /// No type is stated: any value.
    ANY;

    /// The word used in schemas and messages; empty for the two that have none.
    public String word() {
        return this == ANY || this == INT_OR_STRING ? "" : name().toLowerCase(Locale.ROOT);
    }

    /// The words that a schema may use, sorted.
    static List<String> words() {
        return Arrays.stream(values())
                .map(SchemaType::word)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    /// Empty means that no type is stated.
    static boolean isWord(String word) {
        return word.isEmpty() || words().contains(word);
    }

    /// Blank means that no type is stated.
    static SchemaType ofWord(String word) {
        return word.isEmpty() ? ANY : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
