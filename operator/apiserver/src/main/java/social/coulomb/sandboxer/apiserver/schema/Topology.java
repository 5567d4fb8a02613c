package social.coulomb.sandboxer.apiserver.schema;

import java.util.List;

/// How a list or map is merged and who can own its parts.
///
/// @param listMapKeys the fields that identify an item of a MAP list; empty for the others
public record Topology(ListType listType, List<String> listMapKeys, MapType mapType) {
    /// Owned as a whole, item by item as a set, or item by item by key.
    public enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    /// Owned field by field, or as a whole.
    public enum MapType {
        GRANULAR,
        ATOMIC
    }

    /// What holds where a schema says nothing.
    public static final Topology UNSTATED = new Topology(ListType.ATOMIC, List.of(), MapType.GRANULAR);

    public Topology {
        listMapKeys = List.copyOf(listMapKeys);
    }
}
