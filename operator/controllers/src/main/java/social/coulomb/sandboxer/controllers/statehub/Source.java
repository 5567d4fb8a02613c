package social.coulomb.sandboxer.controllers.statehub;

/// The object that events are about. Its events are delivered in order; those of others do not wait for them.
public record Source(String uid, String namespace, String name) {

    /// For people.
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
