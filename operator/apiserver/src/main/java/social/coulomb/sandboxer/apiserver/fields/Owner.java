package social.coulomb.sandboxer.apiserver.fields;

import social.coulomb.sandboxer.apiserver.schema.GoText;

/// Whose entry one of the entries of `managedFields` is.
///
/// @param apiVersion the version written in; empty for appliers, who keep one entry across versions
/// @param subresource where it was written through; empty for the object itself
record Owner(String manager, Operation operation, String apiVersion, String subresource) {

    /// How an entry came about. In the order of the entries.
    enum Operation {
        APPLY("Apply"),
        UPDATE("Update");

        private final String wireName;

        Operation(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    static Owner applier(String manager, String subresource) {
        return new Owner(manager, Operation.APPLY, "", subresource);
    }

    static Owner updater(String manager, String apiVersion, String subresource) {
        return new Owner(manager, Operation.UPDATE, apiVersion, subresource);
    }

    /// The spelling by which kube-apiserver sorts owners.
    String sortKey() {
        StringBuilder key = new StringBuilder("{\"manager\":").append(GoText.quote(manager));
        key.append(",\"operation\":\"").append(operation.wireName()).append('"');
        if (!apiVersion.isEmpty()) {
            key.append(",\"apiVersion\":").append(GoText.quote(apiVersion));
        }
        if (!subresource.isEmpty()) {
            key.append(",\"subresource\":").append(GoText.quote(subresource));
        }
        return key.append('}').toString();
    }

    /// How conflicts name the owner.
    String display() {
        String name = GoText.quote(manager);
        if (!subresource.isEmpty()) {
            name += " with subresource " + GoText.quote(subresource);
        }
        return operation == Operation.UPDATE ? name + " using " + apiVersion : name;
    }
}
