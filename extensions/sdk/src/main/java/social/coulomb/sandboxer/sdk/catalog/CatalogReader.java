package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads catalog files strictly: an unknown key, a wrong type or a value out of range is a problem with its
/// place.
///
/// Pure and thread-safe. A broken file never hides the others.
public final class CatalogReader<T> {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectReader reader;
    private final Function<T, String> id;

    private CatalogReader(Class<T> type, Function<T, String> id) {
        this.reader = YAML.readerFor(type);
        this.id = id;
    }

    public static CatalogReader<Profile> ofProfiles() {
        return new CatalogReader<>(Profile.class, profile -> profile.id().value());
    }

    public static CatalogReader<ExtensionDescriptor> ofExtensions() {
        return new CatalogReader<>(
                ExtensionDescriptor.class, descriptor -> descriptor.id().value());
    }

    /// Reads all files. Of two files with one id the first stays and the second is a problem that names both.
    public CatalogReading<T> read(List<CatalogFile> files) {
        Map<String, CatalogEntry<T>> entries = new LinkedHashMap<>();
        List<CatalogProblem> problems = new ArrayList<>();
        for (CatalogFile file : files) {
            switch (read(file)) {
                case Understood<T>(CatalogEntry<T> entry) ->
                    addOnce(entry, file, entries).ifPresent(problems::add);
                case Misunderstood<T>(CatalogProblem problem) -> problems.add(problem);
            }
        }
        return new CatalogReading<>(entries, problems);
    }

    private Optional<CatalogProblem> addOnce(
            CatalogEntry<T> entry, CatalogFile file, Map<String, CatalogEntry<T>> entries) {
        String key = id.apply(entry.value());
        CatalogEntry<T> first = entries.putIfAbsent(key, entry);
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of(new CatalogProblem(
                file.name(),
                new YamlLines(file.text()).lineOf("id"),
                "id",
                "'" + key + "' is already the id of " + first.file() + ": give one of the two another id"));
    }

    private sealed interface Outcome<T> {}

    private record Understood<T>(CatalogEntry<T> entry) implements Outcome<T> {}

    private record Misunderstood<T>(CatalogProblem problem) implements Outcome<T> {}

    private Outcome<T> read(CatalogFile file) {
        try {
            T value = reader.readValue(file.text());
            if (value == null) {
                return new Misunderstood<>(new CatalogProblem(file.name(), 0, "", "the file is empty"));
            }
            return new Understood<>(new CatalogEntry<>(file.name(), digest(file.text()), value));
        } catch (JsonProcessingException e) {
            return new Misunderstood<>(problem(file, e));
        }
    }

    private static CatalogProblem problem(CatalogFile file, JsonProcessingException failure) {
        String field = field(failure);
        int line = new YamlLines(file.text()).lineOf(field);
        return new CatalogProblem(file.name(), line > 0 ? line : parserLine(failure), field, explain(failure));
    }

    private static int parserLine(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static String field(JsonProcessingException failure) {
        if (failure.getCause() instanceof InvalidField invalid) {
            return invalid.field();
        }
        return failure instanceof JsonMappingException mapping ? path(mapping) : "";
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String explain(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return "unknown field; known here: " + known;
        }
        if (failure instanceof ValueInstantiationException && failure.getCause() != null) {
            return String.valueOf(failure.getCause().getMessage());
        }
        if (failure.getOriginalMessage().startsWith("Missing required creator property")) {
            return "is required and missing: add it, or correct its spelling";
        }
        return String.valueOf(failure.getOriginalMessage()).lines().findFirst().orElse("cannot be read");
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
