package social.coulomb.sandboxer.app.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.AddressUnusable;
import social.coulomb.sandboxer.apiserver.ApiServerOptions;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.apiserver.store.StoreUnusable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Starts the embedded API with sandboxer's kinds in it.
final class EmbeddedApi {

    private static final List<String> KINDS = List.of("sandboxes", "snapshots", "hostprobes");

    private EmbeddedApi() {}

    static EmbeddedApiServer start(StateDirectory state, InetSocketAddress listen, Clock clock) throws StartFailure {
        try {
            return EmbeddedApiServer.start(ApiServerOptions.in(state.api())
                    .withAddress(listen)
                    .withDefinitions(definitions())
                    .withClock(clock));
        } catch (StoreUnusable | RuntimeException e) {
            throw explain(e, state);
        }
    }

    private static StartFailure explain(Exception failure, StateDirectory state) {
        if (failure instanceof AddressUnusable) {
            return new StartFailure(
                    Exit.ADDRESS, failure.getMessage() + ". Choose another address with --listen.", failure);
        }
        return new StartFailure(Exit.STATE, "State directory " + state.root() + ": " + failure.getMessage(), failure);
    }

    private static List<ObjectNode> definitions() {
        YAMLMapper yaml = new YAMLMapper();
        List<ObjectNode> definitions = new ArrayList<>();
        for (String kind : KINDS) {
            String name = kind + "." + SandboxerApi.GROUP + ".yaml";
            try (InputStream file = SandboxerApi.class.getResourceAsStream(name)) {
                if (file == null) {
                    throw new IllegalStateException(name + " is not packed into this program");
                }
                definitions.add((ObjectNode) yaml.readTree(file));
            } catch (IOException e) {
                throw new IllegalStateException(name + " cannot be read", e);
            }
        }
        return definitions;
    }
}
