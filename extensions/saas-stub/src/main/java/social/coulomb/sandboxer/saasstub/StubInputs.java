package social.coulomb.sandboxer.saasstub;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// What one request may turn for itself.
///
/// @param provision how long this provision takes; empty leaves it to the descriptor
/// @param fault how this provision always fails; empty leaves it to the descriptor
record StubInputs(Optional<Duration> provision, Optional<Fault> fault) {

    private static final String PROVISION = "stub_provision_ms";
    private static final String FAIL = "stub_fail";

    /// `repo` is taken because profiles that also run on hosts carry it; there is nothing to copy it to.
    private static final Set<String> KNOWN = Set.of(PROVISION, FAIL, "repo");

    /// @throws ExtensionFailure.Refused naming every input that nothing would read, or the one that is wrong
    static StubInputs read(Map<String, String> inputs) throws ExtensionFailure.Refused {
        Set<String> unknown = new TreeSet<>(inputs.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new ExtensionFailure.Refused(
                    "InputUnknown",
                    "spec.inputs has " + String.join(", ", unknown) + ", which this backend does not know: it takes "
                            + String.join(", ", new TreeSet<>(KNOWN)) + ".");
        }
        return new StubInputs(provision(inputs), fault(inputs));
    }

    private static Optional<Duration> provision(Map<String, String> inputs) throws ExtensionFailure.Refused {
        String text = inputs.get(PROVISION);
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > 3_600_000) {
            throw invalid(PROVISION, text, "a whole number of milliseconds from 0 to 3600000");
        }
        return Optional.of(Duration.ofMillis(Integer.parseInt(text)));
    }

    private static Optional<Fault> fault(Map<String, String> inputs) throws ExtensionFailure.Refused {
        String text = inputs.get(FAIL);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Fault.of(text).orElseThrow(() -> invalid(FAIL, text, "one of " + Fault.WORDS)));
    }

    private static ExtensionFailure.Refused invalid(String name, String text, String wanted) {
        return new ExtensionFailure.Refused(
                "InputInvalid", "spec.inputs." + name + " is '" + text + "': write " + wanted + ".");
    }
}
