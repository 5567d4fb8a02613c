package social.coulomb.sandboxer.controllers;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.hostprobe.ConnectionPolicy;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuota;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoints;
import social.coulomb.sandboxer.controllers.routing.RoutingPolicy;
import social.coulomb.sandboxer.controllers.secrets.SecretSource;
import social.coulomb.sandboxer.controllers.statehub.StateHubSettings;
import social.coulomb.sandboxer.controllers.telemetry.HostReader;
import social.coulomb.sandboxer.controllers.telemetry.TelemetrySink;
import social.coulomb.sandboxer.crds.sandbox.Actor;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;

/// What the controllers are started with.
///
/// @param home the API they work against
/// @param outside what they reach beyond it
/// @param policy what is assumed where nobody says anything
/// @param leaseTimes how the single-controller Lease is kept
public record ControllersOptions(
        Home home,
        Outside outside,
        Policy policy,
        ControllerLease.Times leaseTimes,
        Clock clock,
        MeterRegistry meters) {

    /// What is assumed where nobody says anything.
    ///
    /// @param tunnel the local end of the tunnel that somebody keeps to all sandboxes; null for none
    /// @param routing what holds for all routes
    /// @param stateHub who is told of lifecycle events; null for nobody
    /// @param faults told at each moment that a test may want to end the program at
    public record Policy(
            Tenants tenants,
            @Nullable String tunnel,
            RoutingPolicy routing,
            @Nullable StateHubSettings stateHub,
            FaultPoints faults) {

        public static final Policy STANDARD =
                new Policy(Tenants.ANYBODY, null, RoutingPolicy.plain(), null, FaultPoints.NONE);

        public Policy with(StateHubSettings hub) {
            return new Policy(tenants, tunnel, routing, hub, faults);
        }

        public Policy with(Tenants others) {
            return new Policy(others, tunnel, routing, stateHub, faults);
        }
    }

    /// Who is taken to ask for a sandbox, and how many there may be.
    ///
    /// @param actor null for nobody
    /// @param project null for nobody's
    /// @param quota how many sandboxes a namespace may have at once
    public record Tenants(@Nullable Actor actor, @Nullable String project, NamespaceQuota quota) {

        public static final Tenants ANYBODY = new Tenants(null, null, new NamespaceQuota.Unlimited());
    }

    /// @param client best made by [TolerantClient]; stays the caller's to close
    /// @param namespace the operator's own: catalog, Lease and hosts' keys
    /// @param installation the id under which everything outside is marked as ours
    public record Home(KubernetesClient client, String namespace, String installation) {}

    /// @param secrets what sandboxes are given
    /// @param connections which ways to reach hosts are offered
    /// @param hosts stays the caller's to close
    public record Outside(
            List<ExtensionProvider> providers,
            ExtensionServices services,
            HostDirectory hosts,
            HostReader reader,
            ConnectionPolicy connections,
            SecretSource secrets,
            List<TelemetrySink> sinks) {
        public Outside {
            providers = List.copyOf(providers);
            sinks = List.copyOf(sinks);
        }
    }
}
