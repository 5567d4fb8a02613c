package social.coulomb.sandboxer.sdk;

import java.util.List;

/// What was seen of a sandbox at its backend.
public sealed interface Observation {

    /// Proven not to exist.
    record Absent() implements Observation {}

    /// Something that is ours exists, but the sandbox cannot be used: half made, half removed, or broken.
    ///
    /// @param findings what is there and what is wrong, one sentence each, for people
    record Partial(List<String> findings) implements Observation {
        public Partial {
            findings = List.copyOf(findings);
        }
    }

    /// Whole and reachable.
    record Running(Reachability reachability) implements Observation {}
}
