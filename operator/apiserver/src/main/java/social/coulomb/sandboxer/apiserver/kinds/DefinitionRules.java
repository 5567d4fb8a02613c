package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// CustomResourceDefinitions: names, scope, versions and stored versions that fit together.
public final class DefinitionRules implements KindRules {

    /// Holds a definition until its objects are gone.
    public static final String CLEANUP_FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private static final String STORED_VERSIONS = "storedVersions";

    @Override
    public void settle(ObjectNode object) {
        if (!(object.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        if (spec.get("names") instanceof ObjectNode names) {
            String kind = names.path("kind").asText("");
            if (names.path("singular").asText("").isEmpty()) {
                names.put("singular", kind.toLowerCase(Locale.ROOT));
            }
            if (names.path("listKind").asText("").isEmpty() && !kind.isEmpty()) {
                names.put("listKind", kind + "List");
            }
        }
        if (!spec.path("conversion").has("strategy")) {
            spec.withObjectProperty("conversion").put("strategy", "None");
        }
        if (!spec.path("preserveUnknownFields").asBoolean()) {
            spec.remove("preserveUnknownFields");
        }
    }

    @Override
    public void prepareCreation(ObjectNode object) {
        ObjectNode status = object.putObject("status");
        status.putNull("conditions");
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        ArrayNode stored = status.putArray(STORED_VERSIONS);
        for (JsonNode version : object.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
                return;
            }
        }
    }

    @Override
    public void prepareUpdate(ObjectNode object, ObjectNode live) {
        if (!(object.get("status") instanceof ObjectNode status)) {
            return;
        }
        String storage = storageVersion(object.path("spec"));
        ArrayNode stored = status.withArrayProperty(STORED_VERSIONS);
        if (!storage.isEmpty() && !BuiltInTypes.texts(stored).contains(storage)) {
            stored.add(storage);
        }
    }

    @Override
    public void beginDeletion(ObjectNode object, String now) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.put("deletionTimestamp", now);
        ArrayNode finalizers = metadata.withArrayProperty("finalizers");
        if (!BuiltInTypes.texts(finalizers).contains(CLEANUP_FINALIZER)) {
            finalizers.add(CLEANUP_FINALIZER);
        }
        object.set("status", DefinitionStatus.terminating(object, now));
    }

    @Override
    public boolean holds(ObjectNode object) {
        return !object.path("metadata").has("deletionTimestamp");
    }

    @Override
    public List<FieldError> check(ObjectNode object) {
        JsonNode spec = object.path("spec");
        var errors = new ArrayList<FieldError>();
        String expected = spec.path("names").path("plural").asText("") + "."
                + spec.path("group").asText("");
        String name = object.path("metadata").path("name").asText("");
        if (!name.equals(expected)) {
            errors.add(FieldError.invalid(
                    "metadata.name", GoText.quote(name), "must be spec.names.plural+\".\"+spec.group"));
        }
        errors.addAll(new DefinitionNames(spec).check());
        errors.addAll(new DefinitionVersions(spec).check());
        errors.addAll(storedVersions(object));
        return errors;
    }

    @Override
    public List<FieldError> checkUpdate(ObjectNode object, ObjectNode live) {
        var errors = new ArrayList<FieldError>();
        JsonNode spec = object.path("spec");
        JsonNode liveSpec = live.path("spec");
        requireSame("spec.group", spec.path("group"), liveSpec.path("group"), errors);
        requireSame(
                "spec.names.plural",
                spec.path("names").path("plural"),
                liveSpec.path("names").path("plural"),
                errors);
        if (DefinitionStatus.isEstablished(live)) {
            requireSame("spec.scope", spec.path("scope"), liveSpec.path("scope"), errors);
            requireSame(
                    "spec.names.kind",
                    spec.path("names").path("kind"),
                    liveSpec.path("names").path("kind"),
                    errors);
        }
        return errors;
    }

    @Override
    public boolean countsGenerations() {
        return true;
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }

    private static List<FieldError> storedVersions(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        List<String> declared = new ArrayList<>();
        object.path("spec")
                .path("versions")
                .forEach(version -> declared.add(version.path("name").asText()));
        JsonNode stored = object.path("status").path(STORED_VERSIONS);
        String storage = storageVersion(object.path("spec"));
        List<String> storedNames = BuiltInTypes.texts(stored);
        for (int position = 0; position < storedNames.size(); position++) {
            String version = storedNames.get(position);
            if (!declared.contains(version)) {
                errors.add(FieldError.invalid(
                        "status.storedVersions[" + position + "]",
                        GoText.quote(version),
                        "missing from spec.versions; " + version
                                + " was previously a storage version, and must remain in spec.versions until a storage"
                                + " migration ensures no data remains persisted in " + version + " and removes "
                                + version + " from status.storedVersions"));
            }
        }
        if (!storage.isEmpty() && !storedNames.contains(storage)) {
            errors.add(FieldError.invalid(
                    "status.storedVersions", GoText.value(stored), "must have the storage version " + storage));
        }
        return errors;
    }

    /// The last version that calls itself the stored one.
    private static String storageVersion(JsonNode spec) {
        String storage = "";
        for (JsonNode version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                storage = version.path("name").asText();
            }
        }
        return storage;
    }

    private static void requireSame(String field, JsonNode value, JsonNode old, List<FieldError> errors) {
        if (!value.equals(old)) {
            errors.add(FieldError.invalid(field, GoText.value(value), "field is immutable"));
        }
    }
}
