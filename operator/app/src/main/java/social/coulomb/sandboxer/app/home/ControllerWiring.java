package social.coulomb.sandboxer.app.home;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.controllers.Controllers;
import social.coulomb.sandboxer.controllers.ControllersOptions;
import social.coulomb.sandboxer.controllers.hostprobe.ConnectionPolicy;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;
import social.coulomb.sandboxer.controllers.lease.LeaseHeld;
import social.coulomb.sandboxer.controllers.secrets.KubernetesSecretSource;
import social.coulomb.sandboxer.controllers.secrets.SecretPlaces;
import social.coulomb.sandboxer.controllers.telemetry.TelemetrySink;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.PooledHosts;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.StateFolder;

/// Puts controllers, hosts and backends together; the same in both homes.
///
/// @param client how the API is reached
/// @param namespace the controllers' own
/// @param installation marks everything that is made outside
/// @param lent what backends may use of this machine
/// @param connections which ways to reach hosts are offered
/// @param sinks where telemetry goes
/// @param policy what is assumed where nobody says anything
record ControllerWiring(
        KubernetesClient client,
        String namespace,
        String installation,
        Lent lent,
        ConnectionPolicy connections,
        List<TelemetrySink> sinks,
        ControllersOptions.Policy policy,
        Clock clock,
        MeterRegistry meters) {

    /// @param sources what backends may read
    /// @param state where backends may keep something
    /// @param environment where credentials for providers stand
    record Lent(LocalSources sources, StateFolder state, EnvironmentVariables environment) {}

    /// Returns when the controllers are active.
    ///
    /// @param parts gets what was started, for the caller to close
    /// @throws StartFailure when another set of controllers is active
    Controllers start(RunningParts parts) throws StartFailure {
        HostDirectory hosts = parts.keep(new PooledHosts());
        LocalServices services = new LocalServices(Map.of(
                HostDirectory.class, hosts,
                LocalSources.class, lent.sources(),
                StateFolder.class, lent.state(),
                EnvironmentVariables.class, lent.environment(),
                Clock.class, clock));
        List<ExtensionProvider> backends = ServiceLoader.load(ExtensionProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        ControllersOptions options = new ControllersOptions(
                new ControllersOptions.Home(client, namespace, installation),
                new ControllersOptions.Outside(
                        backends,
                        services,
                        hosts,
                        new HostTelemetryReader(installation, clock),
                        connections,
                        new KubernetesSecretSource(
                                client, new SecretPlaces(namespace, System.getenv(), connections.local())),
                        sinks),
                policy,
                ControllerLease.Times.STANDARD,
                clock,
                meters);
        try {
            return parts.keep(Controllers.start(options));
        } catch (LeaseHeld e) {
            throw new StartFailure(Exit.ALREADY_ACTIVE, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(Exit.UNEXPECTED, "Interrupted while starting.", e);
        }
    }
}
