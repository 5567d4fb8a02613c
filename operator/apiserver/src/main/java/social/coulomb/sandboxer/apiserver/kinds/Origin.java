package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Where a resource comes from, and in which form its objects are kept.
public sealed interface Origin {

    /// The API group under which the objects are stored.
    String storageGroup();

    /// The version in which the objects are stored.
    String storageVersion();

    /// Comes with the server.
    ///
    /// @param storageGroup differs from the served group where two groups show the same objects, as for events
    /// @param blank an object of the kind with nothing filled in: what is always printed; not to be modified
    record BuiltIn(String storageGroup, String storageVersion, ObjectNode blank) implements Origin {}

    /// Declared by a CustomResourceDefinition.
    ///
    /// @param definition the name of the CustomResourceDefinition
    /// @param definedAt the store's revision of the definition: objects written before may lack newer defaults
    /// @param terminating whether the definition is being deleted, so that no more objects may be made
    record Custom(String definition, String storageGroup, String storageVersion, long definedAt, boolean terminating)
            implements Origin {}
}
