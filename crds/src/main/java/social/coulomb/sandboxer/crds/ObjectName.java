package social.coulomb.sandboxer.crds;

/// The names that the API lets an object have, and so the only ones worth referring to: a reference of another
/// form would wait for ever.
public final class ObjectName {

    /// Labels of lower-case letters, digits and `-`, with dots between them.
    public static final String PATTERN = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    private ObjectName() {}
}
