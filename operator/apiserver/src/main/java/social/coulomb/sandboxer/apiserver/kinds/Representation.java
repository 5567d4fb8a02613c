package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// How objects of one version look.
///
/// @param schema the compiled schema, for pruning, defaulting, validation and ownership
/// @param openApi the schema as it was declared, for publishing; not to be modified
/// @param subresources what is served beside the object
/// @param columns for `kubectl get`; empty for the usual ones
/// @param selectableFields dotted paths beyond metadata.name and metadata.namespace that field selectors may
///     use
/// @param deprecation the warning that every request for this version gets; empty for none
public record Representation(
        StructuralSchema schema,
        ObjectNode openApi,
        Subresources subresources,
        List<PrinterColumn> columns,
        List<String> selectableFields,
        String deprecation) {

    public Representation {
        columns = List.copyOf(columns);
        selectableFields = List.copyOf(selectableFields);
    }
}
