package social.coulomb.sandboxer.controllers.routing;

/// What was learnt of backends by working with them.
public record Experience(LatencyBook latencies, BackendHealth health) {

    /// Forgets a host that is gone.
    public void forget(String host) {
        latencies.forget(host);
        health.forget(host);
    }
}
