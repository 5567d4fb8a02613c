package social.coulomb.sandboxer.app.command.output;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// What a person wants to read of a sandbox in one line. Pure.
public final class SandboxLine {

    private SandboxLine() {}

    public static boolean isReady(@Nullable Sandbox sandbox) {
        return holds(sandbox, "Ready");
    }

    public static boolean isFinished(@Nullable Sandbox sandbox) {
        return holds(sandbox, "Finished");
    }

    /// Whether it will not become ready without somebody changing something.
    public static boolean isOver(@Nullable Sandbox sandbox) {
        return holds(sandbox, "Stalled") || isFinished(sandbox);
    }

    /// The telling condition's words.
    public static String reason(@Nullable Sandbox sandbox) {
        return condition(sandbox, "Stalled")
                .or(() -> heldBack(sandbox))
                .or(() -> condition(sandbox, "Ready"))
                .or(() -> condition(sandbox, "Finished"))
                .map(found -> found.reason() + ": " + PlainText.oneLine(message(found)))
                .orElse("nothing is known of it; are the controllers running?");
    }

    /// What is being done, or the telling condition's message; null when there is nothing to say.
    public static @Nullable String detail(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        if (status != null
                && status.operation() != null
                && status.operation().message() != null
                && !status.operation().message().isBlank()) {
            return PlainText.oneLine(status.operation().message());
        }
        return condition(sandbox, "Stalled")
                .filter(Condition::holds)
                .or(() -> condition(sandbox, "Deleting").filter(Condition::holds))
                .or(() -> heldBack(sandbox))
                .or(() -> condition(sandbox, "Ready"))
                .or(() -> condition(sandbox, "Finished"))
                .map(found -> PlainText.oneLine(message(found)))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /// `Requested` before the controllers have seen it.
    public static String state(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        return ConstantName.camelCase(
                status == null || status.state() == null ? SandboxState.REQUESTED : status.state());
    }

    /// Name, state, id and how to get in.
    public static String of(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        String line = "sandbox/" + sandbox.getMetadata().getName() + " " + state(sandbox);
        if (status != null && status.sandboxId() != null) {
            line += " " + status.sandboxId();
        }
        if (status != null
                && status.reachability() != null
                && status.reachability().ssh() != null) {
            line += " " + status.reachability().ssh() + ":"
                    + status.reachability().remoteDir();
        }
        return line;
    }

    /// How it stands just now: for who waits.
    public static String progress(Sandbox sandbox) {
        String detail = detail(sandbox);
        return "sandbox/" + sandbox.getMetadata().getName() + " " + state(sandbox)
                + (detail == null ? "" : ": " + detail);
    }

    /// The reason of its telling condition, such as `HostUnreachable`; null when nothing is known.
    static @Nullable String reasonWord(Sandbox sandbox) {
        return condition(sandbox, "Stalled")
                .filter(Condition::holds)
                .or(() -> condition(sandbox, "Ready"))
                .or(() -> condition(sandbox, "Finished"))
                .map(Condition::reason)
                .orElse(null);
    }

    /// A change that waits for something, while what there is can be used.
    private static Optional<Condition> heldBack(@Nullable Sandbox sandbox) {
        return condition(sandbox, "Reconciling").filter(condition -> "ChangeHeldBack".equals(condition.reason()));
    }

    private static boolean holds(@Nullable Sandbox sandbox, String type) {
        return condition(sandbox, type).filter(Condition::holds).isPresent();
    }

    private static String message(Condition condition) {
        return condition.message() == null ? "" : condition.message();
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
