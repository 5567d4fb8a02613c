package social.coulomb.sandboxer.sdk.capability;

import java.math.BigDecimal;
import java.time.Instant;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.SandboxReference;

/// A backend that bills by use.
public interface Metering {

    /// Reads what the provider has counted so far. Blocks; may be repeated, also after teardown.
    MeterReading readMeter(SandboxReference sandbox, OperationContext context) throws ExtensionFailure;

    /// @param from when counting began
    /// @param until up to when it was counted
    /// @param costUsd US dollars for that time
    record MeterReading(Instant from, Instant until, BigDecimal costUsd) {}
}
