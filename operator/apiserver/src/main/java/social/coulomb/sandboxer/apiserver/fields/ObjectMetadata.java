package social.coulomb.sandboxer.apiserver.fields;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.schema.Children;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.schema.SchemaType;
import social.coulomb.sandboxer.apiserver.schema.Topology;
import social.coulomb.sandboxer.apiserver.schema.Traits;

/// How `metadata` merges and is owned: the same for every kind, whatever its own schema says about it.
public final class ObjectMetadata {
    private static final SchemaNode TEXT = plain(SchemaType.STRING, Children.NONE, Topology.UNSTATED);
    private static final SchemaNode NUMBER = plain(SchemaType.INTEGER, Children.NONE, Topology.UNSTATED);
    private static final SchemaNode METADATA = metadata();

    private ObjectMetadata() {}

    /// The schema of `metadata`.
    public static SchemaNode schema() {
        return METADATA;
    }

    /// The schemas of the members that every object has.
    static Map<String, SchemaNode> commonMembers() {
        return Map.of("apiVersion", TEXT, "kind", TEXT, "metadata", METADATA);
    }

    private static SchemaNode metadata() {
        Map<String, SchemaNode> fields = new TreeMap<>();
        List.of("name", "generateName", "namespace", "selfLink", "uid", "resourceVersion")
                .forEach(name -> fields.put(name, TEXT));
        fields.put("creationTimestamp", TEXT);
        fields.put("deletionTimestamp", TEXT);
        fields.put("generation", NUMBER);
        fields.put("deletionGracePeriodSeconds", NUMBER);
        fields.put("labels", textMap());
        fields.put("annotations", textMap());
        fields.put("finalizers", list(TEXT, new Topology(Topology.ListType.SET, List.of(), Topology.MapType.GRANULAR)));
        fields.put(
                "ownerReferences",
                list(ownerReference(), new Topology(Topology.ListType.MAP, List.of("uid"), Topology.MapType.GRANULAR)));
        fields.put("managedFields", list(SchemaNode.ANYTHING, Topology.UNSTATED));
        return object(fields, null, Topology.UNSTATED);
    }

    private static SchemaNode ownerReference() {
        SchemaNode flag = plain(SchemaType.BOOLEAN, Children.NONE, Topology.UNSTATED);
        return object(
                Map.of(
                        "apiVersion", TEXT,
                        "kind", TEXT,
                        "name", TEXT,
                        "uid", TEXT,
                        "controller", flag,
                        "blockOwnerDeletion", flag),
                null,
                new Topology(Topology.ListType.ATOMIC, List.of(), Topology.MapType.ATOMIC));
    }

    private static SchemaNode textMap() {
        return object(Map.of(), TEXT, Topology.UNSTATED);
    }

    private static SchemaNode object(Map<String, SchemaNode> fields, @Nullable SchemaNode others, Topology topology) {
        return plain(SchemaType.OBJECT, new Children(fields, others, null), topology);
    }

    private static SchemaNode list(SchemaNode items, Topology topology) {
        return plain(SchemaType.ARRAY, new Children(Map.of(), null, items), topology);
    }

    private static SchemaNode plain(SchemaType type, Children children, Topology topology) {
        return new SchemaNode(type, children, topology, Traits.PLAIN, List.of(), List.of());
    }
}
