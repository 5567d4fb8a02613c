package social.coulomb.sandboxer.app.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// What a person wants to read of a sandbox in one line.
final class SandboxLine {

    private SandboxLine() {}

    static boolean isReady(@Nullable Sandbox sandbox) {
        return condition(sandbox, "Ready")
                .filter(found -> "True".equals(found.status()))
                .isPresent();
    }

    /// Whether it will not become ready without somebody changing something.
    static boolean isOver(@Nullable Sandbox sandbox) {
        return condition(sandbox, "Stalled")
                        .filter(found -> "True".equals(found.status()))
                        .isPresent()
                || condition(sandbox, "Finished")
                        .filter(found -> "True".equals(found.status()))
                        .isPresent();
    }

    /// The telling condition's words.
    static String reason(@Nullable Sandbox sandbox) {
        return condition(sandbox, "Stalled")
                .or(() -> condition(sandbox, "Ready"))
                .or(() -> condition(sandbox, "Finished"))
                .map(found -> found.reason() + ": " + found.message())
                .orElse("nothing is known of it");
    }

    /// Name, state, id, host and how to get in.
    static String of(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        String line = "sandbox/" + sandbox.getMetadata().getName();
        if (status == null) {
            return line + " Requested";
        }
        line += " " + ConstantName.camelCase(status.state() == null ? SandboxState.REQUESTED : status.state());
        if (status.sandboxId() != null) {
            line += " " + status.sandboxId();
        }
        if (status.reachability() != null && status.reachability().ssh() != null) {
            line += " " + status.reachability().ssh() + ":"
                    + status.reachability().remoteDir();
        }
        return line;
    }

    private static Optional<Condition> condition(@Nullable Sandbox sandbox, String type) {
        if (sandbox == null || sandbox.getStatus() == null) {
            return Optional.empty();
        }
        return sandbox.getStatus().conditions().stream()
                .filter(candidate -> type.equals(candidate.type()))
                .findFirst();
    }
}
