package social.coulomb.sandboxer.sdk;

import java.util.List;

/// What a teardown removed; that nothing is left is proven by its return.
///
/// @param removed the things taken away, such as `container sbx-…_app_1`; empty when there was nothing
public record TeardownReport(List<String> removed) {

    public TeardownReport {
        removed = List.copyOf(removed);
    }

    public boolean foundNothing() {
        return removed.isEmpty();
    }
}
