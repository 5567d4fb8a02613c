package social.coulomb.sandboxer.controllers.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import social.coulomb.sandboxer.controllers.events.EventReporter;

/// What the controllers of all kinds share.
///
/// @param installation the id under which everything outside is marked as ours
/// @param startedAt when these controllers began
/// @param faults told at each moment that a test may want to end the program at
public record Surroundings(
        String installation,
        Instant startedAt,
        Clock clock,
        Lanes lanes,
        EventReporter events,
        MeterRegistry meters,
        FaultPoints faults) {}
