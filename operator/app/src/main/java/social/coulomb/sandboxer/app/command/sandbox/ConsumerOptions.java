package social.coulomb.sandboxer.app.command.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Who asks for a sandbox, or whose sandboxes are asked for.
final class ConsumerOptions {

    @Option(names = "--actor", paramLabel = "KIND", description = "What kind of consumer: adm, agt or atm.")
    private @Nullable String actor;

    @Option(names = "--project", paramLabel = "NAME", description = "Which project of theirs.")
    private @Nullable String project;

    @Option(names = "--run-id", paramLabel = "ID", description = "Which run of theirs.")
    private @Nullable String runId;

    @Nullable
    String actor() {
        return actor;
    }

    @Nullable
    String project() {
        return project;
    }

    @Nullable
    String runId() {
        return runId;
    }

    /// As it stands in a spec.
    Map<String, Object> consumer() {
        Map<String, Object> consumer = new LinkedHashMap<>();
        if (actor != null) {
            consumer.put("actor", actor);
        }
        if (project != null) {
            consumer.put("project", project);
        }
        if (runId != null) {
            consumer.put("runId", runId);
        }
        return consumer;
    }

    /// So that kubectl can select by them too. What a label cannot hold is refused by the spec as well.
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (actor != null) {
            labels.put(SandboxerApi.GROUP + "/actor", actor);
        }
        if (project != null) {
            labels.put(SandboxerApi.GROUP + "/project", project);
        }
        return labels;
    }
}
