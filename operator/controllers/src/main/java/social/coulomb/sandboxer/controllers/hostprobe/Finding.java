package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.telemetry.HostReading;

/// What came of looking at a host.
sealed interface Finding {

    /// It answered.
    ///
    /// @param connectionDigest of the spec with which it was reached
    /// @param roundTrip how long its answers took of late; null when that could not be measured
    record Seen(
            HostReading reading,
            EngineInfo engine,
            Proof proof,
            List<StaleCandidate> stale,
            String connectionDigest,
            @Nullable Duration roundTrip)
            implements Finding {
        public Seen {
            stale = List.copyOf(stale);
        }
    }

    /// It did not answer. Says nothing about what is on it.
    record NotSeen(Trouble trouble) implements Finding {}

    /// What is wrong.
    ///
    /// @param stalled whether only a user can help
    record Trouble(String reason, String message, boolean stalled) {}

    /// Whether it is the machine that the HostProbe was made for.
    sealed interface Proof {

        record Same(HostIdentity identity) implements Proof {}

        /// Not proven: another machine, another owner, or a directory that cannot be believed.
        record Missing(Trouble trouble) implements Proof {}
    }
}
