package social.coulomb.sandboxer.saasstub;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// The ways in which a provision can be made to fail.
enum Fault {
    TRANSIENT,
    REFUSED,
    WAITING;

    static final String WORDS = "transient, refused, waiting";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /// @param wish who wanted it, such as `failure_rate`
    ExtensionFailure as(String wish) {
        return switch (this) {
            case TRANSIENT ->
                new ExtensionFailure.Transient("StubDisturbed", "The stub fails now and then: " + wish + ".");
            case REFUSED -> new ExtensionFailure.Refused("StubRefused", "The stub refuses this request: " + wish + ".");
            case WAITING -> new ExtensionFailure.Waiting("StubBusy", "The stub has no room now: " + wish + ".", PAUSE);
        };
    }
}
