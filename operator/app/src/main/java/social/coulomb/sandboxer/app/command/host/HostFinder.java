package social.coulomb.sandboxer.app.command.host;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// Finds the hosts that a person means: by the HostProbe's name, or by its address.
final class HostFinder {

    private HostFinder() {}

    static List<HostProbe> all(KubernetesClient client) {
        return client.resources(HostProbe.class).list().getItems();
    }

    /// What was said, else the host of `SANDBOXER_HOST`, else null for all of them.
    ///
    /// @throws StartFailure when two different ones were said
    static @Nullable String choose(@Nullable String name, @Nullable String option) throws StartFailure {
        if (name != null && option != null && !name.equals(option)) {
            throw new StartFailure(Exit.USAGE, "Say the host once: " + name + " or --host " + option + ".");
        }
        String said = name == null ? option : name;
        String usual = System.getenv("SANDBOXER_HOST");
        return said != null || usual == null || usual.isBlank() ? said : usual;
    }

    /// @throws StartFailure when there is none
    static HostProbe require(KubernetesClient client, String word) throws StartFailure {
        HostProbe named = client.resources(HostProbe.class).withName(word).get();
        if (named != null) {
            return named;
        }
        List<HostProbe> there = all(client).stream()
                .filter(probe ->
                        probe.getSpec() != null && word.equals(probe.getSpec().address()))
                .toList();
        if (there.size() != 1) {
            throw new StartFailure(
                    Exit.NOT_FOUND,
                    there.isEmpty()
                            ? "No host '" + word + "' is declared: use sandboxer hosts add " + word + "."
                            : "Several hosts have the address " + word + ": say one's name.");
        }
        return there.getFirst();
    }
}
