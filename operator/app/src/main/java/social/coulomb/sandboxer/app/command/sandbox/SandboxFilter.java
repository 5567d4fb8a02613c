package social.coulomb.sandboxer.app.command.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.output.SandboxTable;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.Actor;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// Which sandboxes a list is to hold: as much as possible is left to the API, the rest is looked at here.
final class SandboxFilter {

    @Mixin
    private final ConsumerOptions consumer = new ConsumerOptions();

    @Option(names = "--profile", paramLabel = "ID", description = "Only those of this recipe.")
    private @Nullable String profile;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, such as ready.")
    private @Nullable String state;

    @Option(names = "--host", paramLabel = "NAME", description = "Only those placed on this host.")
    private @Nullable String host;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "Only those whose labels fit, such as team=a,tier!=b.")
    private @Nullable String labels;

    @Nullable
    String labels() {
        return labels;
    }

    /// What the API can choose by.
    ///
    /// @throws StartFailure when a word is none of those that there are
    Map<String, String> fields() throws StartFailure {
        if (state != null) {
            wantedState(state);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (consumer.actor() != null) {
            fields.put("status.consumer.actor", actor(consumer.actor()));
        }
        if (consumer.project() != null) {
            fields.put("status.consumer.project", consumer.project());
        }
        return fields;
    }

    boolean lets(Sandbox sandbox) throws StartFailure {
        Consumer asked = SandboxTable.consumer(sandbox);
        return (consumer.runId() == null || asked != null && consumer.runId().equals(asked.runId()))
                && (profile == null || profile.equals(SandboxTable.profile(sandbox)))
                && (state == null || wantedState(state) == stateOf(sandbox))
                && (host == null || host.equals(hostOf(sandbox)));
    }

    private static String actor(String word) throws StartFailure {
        Actor actor = ConstantName.find(Actor.class, word);
        if (actor == null) {
            throw new StartFailure(Exit.USAGE, "--actor is adm, agt or atm, not '" + word + "'");
        }
        return actor.name().toLowerCase(Locale.ROOT);
    }

    private static SandboxState wantedState(String word) throws StartFailure {
        SandboxState wanted = ConstantName.find(SandboxState.class, word);
        if (wanted == null) {
            throw new StartFailure(
                    Exit.USAGE,
                    "--state is requested, provisioning, ready, active, expired, failed, destroying or destroyed, not '"
                            + word + "'");
        }
        return wanted;
    }

    private static SandboxState stateOf(Sandbox sandbox) {
        return sandbox.getStatus() == null || sandbox.getStatus().state() == null
                ? SandboxState.REQUESTED
                : sandbox.getStatus().state();
    }

    private static @Nullable String hostOf(Sandbox sandbox) {
        return sandbox.getStatus() == null || sandbox.getStatus().route() == null
                ? null
                : sandbox.getStatus().route().host();
    }
}
