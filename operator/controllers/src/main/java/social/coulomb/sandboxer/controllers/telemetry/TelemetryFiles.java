package social.coulomb.sandboxer.controllers.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

/// The local artifact: one JSON file for each canary, `{directory}/{sandbox_id}.json`, complete at any moment.
public final class TelemetryFiles implements TelemetrySink {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    public TelemetryFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized void established(IntrospectionReport report) {
        write(report.subject().sandboxId(), IntrospectionJson.report(report));
    }

    /// Adds `destroy_delta` to the report, or begins one where none was kept.
    @Override
    public synchronized void destroyed(IntrospectionReport.Subject subject, ProvisionDelta delta) {
        ObjectNode report = read(subject);
        report.set("destroy_delta", IntrospectionJson.delta(delta));
        write(subject.sandboxId(), report);
    }

    private Path file(String sandboxId) {
        if (!sandboxId.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("not a sandbox id: " + sandboxId);
        }
        return directory.resolve(sandboxId + ".json");
    }

    private ObjectNode read(IntrospectionReport.Subject subject) {
        Path file = file(subject.sandboxId());
        try {
            if (Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode known) {
                return known;
            }
        } catch (JsonProcessingException e) {
            // A damaged artifact is worth less than the new figures: it is begun anew.
            return begin(subject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return begin(subject);
    }

    private static ObjectNode begin(IntrospectionReport.Subject subject) {
        return JSON.createObjectNode()
                .put("schema_version", IntrospectionReport.SCHEMA_VERSION)
                .put("host", subject.host())
                .put("sandbox_id", subject.sandboxId())
                .put("profile_id", subject.profileId());
    }

    private void write(String sandboxId, ObjectNode report) {
        Path file = file(sandboxId);
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path draft = Files.createTempFile(directory, sandboxId, ".draft");
            try {
                Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The telemetry of " + sandboxId + " could not be kept in " + directory, e);
        }
    }
}
