package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Namespaces carry their name as a label, and a finalizer of their own until they are empty.
final class NamespaceRules implements KindRules {

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String FINALIZERS = "finalizers";
    private static final String OWN_FINALIZER = "kubernetes";

    @Override
    public void settle(ObjectNode object) {
        String name = object.path("metadata").path("name").asText("");
        if (!name.isEmpty() && object.get("metadata") instanceof ObjectNode metadata) {
            metadata.withObjectProperty("labels").put(NAME_LABEL, name);
        }
    }

    @Override
    public void prepareCreation(ObjectNode object) {
        settle(object);
        object.putObject("spec").putArray(FINALIZERS).add(OWN_FINALIZER);
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void beginDeletion(ObjectNode object, String now) {
        object.withObjectProperty("metadata").put("deletionTimestamp", now);
        object.withObjectProperty("status").put("phase", "Terminating");
    }

    @Override
    public boolean holds(ObjectNode object) {
        return !object.path("spec").path(FINALIZERS).isEmpty();
    }

    @Override
    public void prepareUpdate(ObjectNode object, ObjectNode live) {
        if (live.get("spec") instanceof ObjectNode spec) {
            object.set("spec", spec.deepCopy());
        }
    }
}
