package social.coulomb.sandboxer.controllers.telemetry;

import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

/// Where a canary's reports go. May block; repeatable; a failure never fails a sandbox.
public interface TelemetrySink {

    /// A canary is ready.
    void established(IntrospectionReport report);

    /// A canary is gone, and this is what its end changed on the host.
    void destroyed(IntrospectionReport.Subject subject, ProvisionDelta delta);
}
