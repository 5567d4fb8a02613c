package social.coulomb.sandboxer.host.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.inventory.Ownership;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

/// What the engines of a host list: containers, and the networks and volumes of compose projects. Pure.
///
/// docker prints one array of chosen labels a line, podman one array of whole objects.
///
/// @param complete false if an engine that is there could not be asked
record EngineListing(List<Thing> things, boolean complete, List<HostSnapshot.Problem> problems) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "com.docker.compose.project";
    private static final String WORKING_DIR = PROJECT + ".working_dir";
    /// In the order in which the script asks docker for them.
    private static final List<String> LABELS = List.of(
            PROJECT,
            WORKING_DIR,
            Ownership.INSTALLATION_LABEL,
            Ownership.SANDBOX_UID_LABEL,
            Ownership.SANDBOX_ID_LABEL,
            Ownership.INCARNATION_LABEL,
            Ownership.PROFILE_LABEL);

    private static final String SANDBOX_PREFIX = "sbx-";
    private static final DateTimeFormatter DOCKER_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DOCKER_TIME_LENGTH = 19;

    /// One container, network or volume.
    record Thing(
            Kind kind,
            Map<String, String> labels,
            boolean running,
            @Nullable Instant createdAt) {
        String project() {
            return labels.getOrDefault(PROJECT, "");
        }

        String workingDir() {
            return labels.getOrDefault(WORKING_DIR, "");
        }
    }

    enum Kind {
        CONTAINER,
        NETWORK,
        VOLUME
    }

    static EngineListing of(SectionedOutput said) {
        List<Thing> things = new ArrayList<>();
        List<HostSnapshot.Problem> problems = new ArrayList<>();
        for (String engine : List.of("docker", "podman")) {
            for (Kind kind : Kind.values()) {
                String section = engine + "." + sectionName(kind);
                said.section(section).ifPresent(printed -> {
                    try {
                        if (!printed.succeeded()) {
                            throw new IllegalArgumentException(printed.complaint());
                        }
                        things.addAll(
                                engine.equals("docker") ? docker(kind, printed.text()) : podman(kind, printed.text()));
                    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
                        problems.add(new HostSnapshot.Problem(section, String.valueOf(e.getMessage())));
                    }
                });
            }
        }
        boolean finished = said.section("directories").isPresent();
        return new EngineListing(things, finished && problems.isEmpty(), problems);
    }

    private static String sectionName(Kind kind) {
        return switch (kind) {
            case CONTAINER -> "containers";
            case NETWORK -> "networks";
            case VOLUME -> "volumes";
        };
    }

    private static List<Thing> docker(Kind kind, String text) throws JsonProcessingException {
        List<Thing> things = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            JsonNode row = JSON.readTree(line);
            Map<String, String> labels = new LinkedHashMap<>();
            for (int i = 0; i < LABELS.size(); i++) {
                String value = row.path(i).asText();
                if (!value.isEmpty()) {
                    labels.put(LABELS.get(i), value);
                }
            }
            boolean running = row.path(LABELS.size()).asText().equals("running");
            String created = row.path(LABELS.size() + 1).asText();
            things.add(new Thing(kind, labels, running, created.isEmpty() ? null : dockerTime(created)));
        }
        return things;
    }

    /// Such as `2026-11-22 02:13:40 +0000 UTC`.
    private static Instant dockerTime(String text) {
        String[] words = text.split(" ");
        LocalDateTime local =
                LocalDateTime.parse(text.substring(0, Math.min(DOCKER_TIME_LENGTH, text.length())), DOCKER_TIME);
        return local.toInstant(words.length > 2 ? ZoneOffset.of(words[2]) : ZoneOffset.UTC);
    }

    private static List<Thing> podman(Kind kind, String text) throws JsonProcessingException {
        List<Thing> things = new ArrayList<>();
        for (JsonNode object : text.isEmpty() ? JSON.createArrayNode() : JSON.readTree(text)) {
            Map<String, String> labels = new LinkedHashMap<>();
            JsonNode given = object.has("Labels") ? object.path("Labels") : object.path("labels");
            given.properties().stream()
                    .filter(label -> LABELS.contains(label.getKey()))
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            boolean running = object.path("State").asText().equals("running");
            things.add(new Thing(kind, labels, running, podmanTime(object)));
        }
        return things;
    }

    private static @Nullable Instant podmanTime(JsonNode object) {
        if (object.path("Created").isIntegralNumber()) {
            return Instant.ofEpochSecond(object.path("Created").longValue());
        }
        String text = object.has("CreatedAt")
                ? object.path("CreatedAt").asText()
                : object.path("created").asText();
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }

    /// The counts over all engines; `null` if one could not be asked, since 0 would be a lie.
    HostSnapshot.@Nullable Containers containers() {
        if (!complete) {
            return null;
        }
        return new HostSnapshot.Containers(
                (int) containerStream().filter(Thing::running).count(), (int) containerStream()
                        .filter(container -> container.project().startsWith(SANDBOX_PREFIX))
                        .count());
    }

    private Stream<Thing> containerStream() {
        return things.stream().filter(thing -> thing.kind() == Kind.CONTAINER);
    }
}
