package social.coulomb.sandboxer.app.command.host;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.ApiRefusal;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// `sandboxer hosts trust`: a declared host has a new key, and a person says that it is right.
@Command(
        name = "trust",
        description = "Shows the fingerprint of a declared host's key, and pins the key when it is trusted.",
        mixinStandardHelpOptions = true)
final class TrustHostCommand implements Callable<Integer> {

    private static final int SSH_PORT = 22;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final HostKeyConsent consent = new HostKeyConsent();

    @Parameters(paramLabel = "NAME", description = "The HostProbe's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            HostProbe probe = client.resources(HostProbe.class).withName(name).get();
            if (probe == null) {
                throw new StartFailure(
                        Exit.HOST, "No host '" + name + "' is declared: use sandboxer hosts add " + name + ".");
            }
            String address = Objects.requireNonNullElse(probe.getSpec().address(), "");
            if (address.isEmpty()) {
                throw new StartFailure(Exit.HOST, "Host '" + name + "' is this machine: it has no key to trust.");
            }
            Integer port = probe.getSpec().port();
            String key = consent.agree(address, port == null ? SSH_PORT : port, out);
            pin(client, key);
        } catch (KubernetesClientException e) {
            throw ApiRefusal.explain(e);
        }
        out.println("hostprobe/" + name + " trusts that key");
        return 0;
    }

    private void pin(KubernetesClient client, String key) {
        client.resources(HostProbe.class)
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("sandboxer-cli")
                                .build(),
                        "{\"spec\":{\"hostKey\":\"" + key + "\"}}");
    }
}
