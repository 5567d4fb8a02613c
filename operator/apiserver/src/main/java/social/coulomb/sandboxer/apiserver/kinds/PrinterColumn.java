package social.coulomb.sandboxer.apiserver.kinds;

/// A column that `kubectl get` shows for a custom kind.
///
/// @param type integer, number, string, boolean or date
/// @param format a hint such as `int32`; may be empty
/// @param priority 0 is always shown, more only with `-o wide`
/// @param jsonPath where the value stands, as the definition states it
public record PrinterColumn(
        String name, String type, String format, String description, int priority, String jsonPath) {}
