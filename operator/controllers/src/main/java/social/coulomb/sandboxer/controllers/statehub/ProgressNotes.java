package social.coulomb.sandboxer.controllers.statehub;

import java.util.Map;

/// Tells the State Hub what long operations say meanwhile. Best effort: what comes too often, or while the
/// hub is slow or away, is left out.
@FunctionalInterface
public interface ProgressNotes {

    /// Tells nobody.
    ProgressNotes NONE = (source, detail, message) -> {};

    /// Returns at once.
    ///
    /// @param detail what the note is about, as in [LifecycleEvent]
    /// @param message by the operation's own words, without secrets
    void tell(Source source, Map<String, Object> detail, String message);
}
