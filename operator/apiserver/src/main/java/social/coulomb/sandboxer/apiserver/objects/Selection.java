package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// The objects of a list or watch: both selectors, over stored objects. Reads no more of an object than it
/// must.
final class Selection {

    private static final String NAME_FIELD = "metadata.name";

    private final FieldLabels fieldLabels;
    private final LabelSelector labels;
    private final FieldSelector fields;

    /// @throws StatusException 400 when the kind cannot be selected by one of the fields
    Selection(ResourceType type, LabelSelector labels, FieldSelector fields) {
        this.fieldLabels = new FieldLabels(type);
        this.labels = labels;
        this.fields = fields.renamed(fieldLabels::storedField);
    }

    List<StoredObject> of(List<StoredObject> objects) {
        return isEverything() ? objects : objects.stream().filter(this::matches).toList();
    }

    boolean matches(StoredObject object) {
        if (isEverything()) {
            return true;
        }
        Optional<String> name = fields.required(NAME_FIELD);
        if (name.isPresent() && !name.get().equals(object.key().name())) {
            return false;
        }
        ObjectNode tree = object.tree();
        return labels.matches(Json.labels(tree)) && fields.matches(field -> fieldLabels.value(tree, field));
    }

    private boolean isEverything() {
        return labels.isEverything() && fields.isEverything();
    }
}
