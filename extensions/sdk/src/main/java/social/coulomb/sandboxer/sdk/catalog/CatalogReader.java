package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Reads catalog files strictly: an unknown key, a wrong type or a value out of range is a problem with its
/// place.
///
/// Pure and thread-safe. A broken file never hides the others.
public final class CatalogReader<T> {

    private static final int MOST_CHARACTERS = 65_536;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /// From text to what it means.
    private interface Parse<T> {
        /// @throws JsonProcessingException when the text has not the form of such a file
        T parse(String text) throws JsonProcessingException;
    }

    /// @param id what an entry is found by
    /// @param words what it is called in a sentence
    private record Naming<T>(Function<T, String> id, Function<T, String> words) {}

    private final Parse<T> parse;
    private final Naming<T> naming;
    private final Spellings spellings;

    private CatalogReader(Parse<T> parse, Naming<T> naming, Class<?> form) {
        this.parse = parse;
        this.naming = naming;
        this.spellings = new Spellings(form);
    }

    public static CatalogReader<Profile> ofProfiles() {
        return new CatalogReader<>(
                text -> parse(text, ProfileFile.class).toProfile(),
                new Naming<>(
                        profile -> profile.id().value(),
                        profile -> "version " + profile.version() + " of " + profile.id()),
                ProfileFile.class);
    }

    public static CatalogReader<ExtensionDescriptor> ofExtensions() {
        return ofExtensions(descriptor -> Optional.empty());
    }

    /// @param flaw what is wrong with the `config` of a descriptor that is right otherwise, as a sentence; empty where
    /// nothing is. Pure
    public static CatalogReader<ExtensionDescriptor> ofExtensions(
            Function<ExtensionDescriptor, Optional<String>> flaw) {
        return new CatalogReader<>(
                text -> withoutFlaw(parse(text, DescriptorFile.class).toDescriptor(), flaw),
                new Naming<>(descriptor -> descriptor.id().value(), descriptor -> "the former " + descriptor.id()),
                DescriptorFile.class);
    }

    private static ExtensionDescriptor withoutFlaw(
            ExtensionDescriptor descriptor, Function<ExtensionDescriptor, Optional<String>> flaw) {
        flaw.apply(descriptor).ifPresent(message -> {
            throw new InvalidField("config", message);
        });
        return descriptor;
    }

    /// Reads all files. Of two files with one id the first stays and the second is a problem that names both. A file
    /// with a problem goes on with what it held before, where that is known and still can be used.
    public CatalogReading<T> read(List<CatalogFile> files) {
        Map<String, CatalogEntry<T>> entries = new LinkedHashMap<>();
        List<CatalogProblem> problems = new ArrayList<>();
        for (CatalogFile file : files) {
            add(file.name(), file.text(), entries)
                    .ifPresent(problem -> problems.add(
                            keepFormer(file, entries).map(problem::keeping).orElse(problem)));
        }
        return new CatalogReading<>(entries, problems);
    }

    private Optional<CatalogProblem> add(String name, String text, Map<String, CatalogEntry<T>> entries) {
        return switch (read(name, text)) {
            case Understood<T>(CatalogEntry<T> entry) -> addOnce(entry, entries);
            case Misunderstood<T>(CatalogProblem problem) -> Optional.of(problem);
        };
    }

    private Optional<CatalogProblem> addOnce(CatalogEntry<T> entry, Map<String, CatalogEntry<T>> entries) {
        String key = naming.id().apply(entry.value());
        CatalogEntry<T> first = entries.putIfAbsent(key, entry);
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of(new CatalogProblem(
                entry.file(),
                new YamlLines(entry.text()).lineOf("id"),
                "id",
                "'" + key + "' is already the id of " + first.file() + ": give one of the two another id"));
    }

    /// @return what is kept, in words
    private Optional<String> keepFormer(CatalogFile file, Map<String, CatalogEntry<T>> entries) {
        return file.lastGood() != null
                        && read(file.name(), file.lastGood()) instanceof Understood<T>(CatalogEntry<T> former)
                        && addOnce(former, entries).isEmpty()
                ? Optional.of(naming.words().apply(former.value()))
                : Optional.empty();
    }

    private sealed interface Outcome<T> {}

    private record Understood<T>(CatalogEntry<T> entry) implements Outcome<T> {}

    private record Misunderstood<T>(CatalogProblem problem) implements Outcome<T> {}

    private Outcome<T> read(String name, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return wrong(name, 0, "", "the file has more than " + MOST_CHARACTERS + " characters: make it shorter");
        }
        YamlLines lines = new YamlLines(text);
        OptionalInt alias = lines.lineOfAlias();
        if (alias.isPresent()) {
            return wrong(name, alias.getAsInt(), "", "an alias stands here: write out what it stands for");
        }
        try {
            spellings.requireOne(lines);
            return new Understood<>(new CatalogEntry<>(name, digest(text), text, parse.parse(text)));
        } catch (InvalidField e) {
            return wrong(name, lines.lineOf(e.field()), e.field(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            Complaint complaint = Complaint.of(e);
            int line = lines.lineOf(complaint.field());
            return wrong(name, line > 0 ? line : parserLine(e), complaint.field(), complaint.message());
        }
    }

    private static <T> Misunderstood<T> wrong(String name, int line, String field, String message) {
        return new Misunderstood<>(new CatalogProblem(name, line, field, message));
    }

    private static int parserLine(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static <F> F parse(String text, Class<F> form) throws JsonProcessingException {
        F read = YAML.readValue(text, form);
        if (read == null) {
            throw new InvalidField("", Complaint.EMPTY);
        }
        return read;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
