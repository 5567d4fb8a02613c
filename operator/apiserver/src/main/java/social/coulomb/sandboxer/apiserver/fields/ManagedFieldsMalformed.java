package social.coulomb.sandboxer.apiserver.fields;

/// `metadata.managedFields` says something that cannot be understood.
final class ManagedFieldsMalformed extends Exception {
    private static final long serialVersionUID = 1L;

    ManagedFieldsMalformed(String message) {
        super(message);
    }
}
