package social.coulomb.sandboxer.apiserver.objects;

/// How a write is to be carried out.
///
/// @param manager who owns the fields that the write sets: `fieldManager`, else the user agent up to its first
///     slash
/// @param managerNamed whether the request named the manager itself, which apply insists on
/// @param dryRun everything but the storing
/// @param validation what happens to unknown fields
/// @param force an apply takes fields from their owners
public record WriteOptions(
        String manager, boolean managerNamed, boolean dryRun, FieldValidation validation, boolean force) {

    /// A plain write by a named manager; unknown fields give warnings.
    public static WriteOptions by(String manager) {
        return new WriteOptions(manager, true, false, FieldValidation.WARN, false);
    }

    public WriteOptions withDryRun() {
        return new WriteOptions(manager, managerNamed, true, validation, force);
    }

    public WriteOptions withForce() {
        return new WriteOptions(manager, managerNamed, dryRun, validation, true);
    }

    public WriteOptions withValidation(FieldValidation newValidation) {
        return new WriteOptions(manager, managerNamed, dryRun, newValidation, force);
    }
}
