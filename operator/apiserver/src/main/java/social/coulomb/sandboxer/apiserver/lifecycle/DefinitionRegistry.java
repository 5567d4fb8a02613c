package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.apiserver.kinds.CustomTypes;
import social.coulomb.sandboxer.apiserver.kinds.DefinitionStatus;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ChangeListener;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.CollectionKey;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Serves what CustomResourceDefinitions declare. A definition is served before the write that made it is
/// answered.
final class DefinitionRegistry implements ChangeListener {

    static final String PLURAL = "customresourcedefinitions";
    static final String GROUP = "apiextensions.k8s.io";

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionRegistry.class);
    private static final WriteOptions AS_SERVER = WriteOptions.by("kube-apiserver");
    private static final int CONFLICT = 409;

    /// What a definition declared when it was last looked at.
    private record Compiled(JsonNode spec, boolean beingDeleted, List<ResourceType> types) {}

    private final RevisionStore store;
    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final RequestScope statusScope;
    private final Clock clock;
    private final Map<String, Compiled> compiled = new HashMap<>();

    DefinitionRegistry(RevisionStore store, ResourceTypes types, ResourceOperations operations, Clock clock) {
        this.store = store;
        this.types = types;
        this.operations = operations;
        this.clock = clock;
        this.statusScope = new RequestScope(type(types), "", "status");
    }

    /// The type of the definitions themselves.
    static ResourceType type(ResourceTypes types) {
        return types.find(GROUP, "v1", PLURAL).orElseThrow();
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        if (type.plural().equals(PLURAL) && type.group().equals(GROUP)) {
            refresh();
        }
    }

    /// Looks at all definitions: accepts their names, and serves what is established.
    synchronized void refresh() {
        List<StoredObject> definitions =
                store.list(CollectionKey.all(GROUP, PLURAL)).items();
        boolean settled = true;
        if (store.readOnly()) {
            serve(definitions);
            return;
        }
        for (StoredObject definition : definitions) {
            settled &= settle(definition, definitions);
        }
        if (settled) {
            serve(definitions);
        }
    }

    /// Whether the definition's status is as it should be. Where it is not it is written, and that write leads
    /// back here.
    private boolean settle(StoredObject definition, List<StoredObject> all) {
        ObjectNode tree = definition.tree();
        if (Trees.isBeingDeleted(tree)) {
            return true;
        }
        List<ObjectNode> others = all.stream()
                .filter(other -> !other.key().equals(definition.key()))
                .map(StoredObject::tree)
                .toList();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode status = DefinitionStatus.of(tree, others, now);
        if (status.equals(tree.path("status"))) {
            return true;
        }
        tree.set("status", status);
        try {
            operations.update(statusScope, definition.key().name(), RequestBody.of(tree), AS_SERVER);
            return false;
        } catch (StatusException refused) {
            if (refused.status().code() == CONFLICT) {
                LOG.debug("The definition {} changed meanwhile; that change leads back here", definition.key());
                return false;
            }
            LOG.warn("The status of the definition {} cannot be written: {}", definition.key(), refused.getMessage());
            return true;
        }
    }

    private void serve(List<StoredObject> definitions) {
        var served = new ArrayList<ResourceType>();
        var present = new HashMap<String, Compiled>();
        definitions.stream().sorted(byGroupAndPlural()).forEach(definition -> {
            ObjectNode tree = definition.tree();
            if (DefinitionStatus.isEstablished(tree)) {
                Compiled result = compile(definition, tree);
                present.put(definition.key().name(), result);
                served.addAll(result.types);
            }
        });
        compiled.clear();
        compiled.putAll(present);
        types.serve(served);
    }

    private Compiled compile(StoredObject definition, ObjectNode tree) {
        String name = definition.key().name();
        JsonNode spec = tree.path("spec");
        boolean beingDeleted = Trees.isBeingDeleted(tree);
        @Nullable Compiled known = compiled.get(name);
        if (known != null && known.spec.equals(spec) && known.beingDeleted == beingDeleted) {
            return known;
        }
        try {
            return new Compiled(spec, beingDeleted, CustomTypes.of(tree, definition.revision()));
        } catch (SchemaInvalid invalid) {
            LOG.warn("The definition {} cannot be served: {}", name, invalid.getMessage());
            return new Compiled(spec, beingDeleted, List.of());
        }
    }

    private static Comparator<StoredObject> byGroupAndPlural() {
        return Comparator.comparing((StoredObject definition) -> {
            String name = definition.key().name();
            int dot = name.indexOf('.');
            return name.substring(dot + 1) + " " + name;
        });
    }
}
