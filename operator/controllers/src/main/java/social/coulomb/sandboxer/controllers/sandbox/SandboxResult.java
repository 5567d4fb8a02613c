package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.Provisioned;

/// What an operation on a sandbox brought.
sealed interface SandboxResult {

    /// @param report of a canary whose host could be measured
    record Established(Provisioned provisioned, @Nullable IntrospectionReport report) implements SandboxResult {}

    /// @param delta of a canary whose host could be measured
    record TornDown(@Nullable ProvisionDelta delta) implements SandboxResult {}

    record Observed(Observation observation) implements SandboxResult {}
}
