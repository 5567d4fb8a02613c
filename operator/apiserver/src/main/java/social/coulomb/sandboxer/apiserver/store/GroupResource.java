package social.coulomb.sandboxer.apiserver.store;

/// What objects are counted and remembered by: their group and their plural name, whatever their namespace.
///
/// @param group empty for the core group
record GroupResource(String group, String resource) {

    static GroupResource of(ObjectKey key) {
        return new GroupResource(key.group(), key.resource());
    }

    static GroupResource of(CollectionKey collection) {
        return new GroupResource(collection.group(), collection.resource());
    }
}
