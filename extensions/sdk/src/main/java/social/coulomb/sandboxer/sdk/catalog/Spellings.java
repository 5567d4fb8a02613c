package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a file's form that may be written in two ways. A file that uses both says a thing twice, and
/// which of the two would count is nobody's to guess.
final class Spellings {

    /// @param usual dotted path from the file's top
    /// @param other the same field in another spelling
    private record Spelling(String usual, String other) {}

    private final List<Spelling> spellings = new ArrayList<>();

    Spellings(Class<?> form) {
        collect("", form);
    }

    /// @throws InvalidField when a field stands there in both spellings
    void requireOne(YamlLines lines) {
        Optional<Spelling> twice = spellings.stream()
                .filter(spelling -> lines.has(spelling.usual()) && lines.has(spelling.other()))
                .findFirst();
        if (twice.isPresent()) {
            throw new InvalidField(
                    twice.get().other(),
                    "means the same as " + twice.get().usual() + ", which is there too: remove one of the two");
        }
    }

    private void collect(String place, Class<?> form) {
        for (Field field : form.getDeclaredFields()) {
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            if (property == null) {
                continue;
            }
            String path = place + property.value();
            JsonAlias alias = field.getAnnotation(JsonAlias.class);
            for (String other : alias == null ? new String[0] : alias.value()) {
                spellings.add(new Spelling(path, place + other));
            }
            if (field.getType().isRecord()) {
                collect(path + ".", field.getType());
            }
        }
    }
}
