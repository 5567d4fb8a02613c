package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// ConfigMaps: keys that can be file names, a bounded size, and no change once immutable.
final class ConfigMapRules implements KindRules {

    private static final List<String> BAGS = List.of("data", "binaryData");

    @Override
    public List<FieldError> check(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        BAGS.forEach(bag -> DataBags.checkKeys(object, bag, errors));
        object.path("data").fieldNames().forEachRemaining(key -> {
            if (object.path("binaryData").has(key)) {
                errors.add(FieldError.invalid(
                        "data[" + key + "]", GoText.quote(key), "duplicate of key present in binaryData"));
            }
        });
        DataBags.checkSize(object, BAGS, "", errors);
        return errors;
    }

    @Override
    public List<FieldError> checkUpdate(ObjectNode object, ObjectNode live) {
        return DataBags.checkImmutable(object, live, BAGS);
    }
}
