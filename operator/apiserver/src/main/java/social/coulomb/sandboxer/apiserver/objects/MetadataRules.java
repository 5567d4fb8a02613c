package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;
import social.coulomb.sandboxer.apiserver.selector.NameSyntax;

/// What the metadata of every kind has to obey. Pure.
final class MetadataRules {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024;
    private static final Set<String> KNOWN_FINALIZERS = Set.of("orphan", "foregroundDeletion", "kubernetes");

    private MetadataRules() {}

    /// Checks a new object whose name has been settled.
    static List<FieldError> ofCreation(ResourceType type, ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        String name = Json.name(object);
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "name or generateName is required"));
        } else {
            List<String> objections =
                    type.plural().equals("namespaces") && type.group().isEmpty()
                            ? NameSyntax.dnsLabel(name)
                            : NameSyntax.subdomain(name);
            refuse("metadata.name", name, objections, errors);
        }
        errors.addAll(ofEveryWrite(type, object));
        return errors;
    }

    /// Checks an object that replaces another one.
    static List<FieldError> ofUpdate(ResourceType type, ObjectNode object, ObjectNode live) {
        var errors = new ArrayList<FieldError>();
        if (Json.isBeingDeleted(live)) {
            Set<String> added = new TreeSet<>(Json.finalizers(object));
            added.removeAll(Json.finalizers(live));
            if (!added.isEmpty()) {
                String list = added.stream().map(GoText::quote).collect(Collectors.joining(", "));
                errors.add(FieldError.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + list + "}"));
            }
        }
        errors.addAll(ofEveryWrite(type, object));
        return errors;
    }

    /// What is allowed but not advised.
    ///
    /// @param known the finalizers that were there before
    static List<String> warnings(ObjectNode object, List<String> known) {
        var warnings = new ArrayList<String>();
        for (String finalizer : Json.finalizers(object)) {
            if (lacksDomain(finalizer) && !known.contains(finalizer)) {
                warnings.add("metadata.finalizers: " + GoText.quote(finalizer)
                        + ": prefer a domain-qualified finalizer name including a path (/) to avoid accidental"
                        + " conflicts with other finalizer writers");
            }
        }
        return warnings;
    }

    private static List<FieldError> ofEveryWrite(ResourceType type, ObjectNode object) {
        JsonNode metadata = object.path(Json.METADATA);
        var errors = new ArrayList<FieldError>();
        checkLabels(metadata.path("labels"), errors);
        checkAnnotations(metadata.path("annotations"), errors);
        checkOwners(metadata.path(Json.OWNER_REFERENCES), errors);
        checkFinalizers(type, Json.finalizers(object), errors);
        return errors;
    }

    /// Core kinds insist on a domain where others advise it.
    private static void checkFinalizers(ResourceType type, List<String> finalizers, List<FieldError> errors) {
        boolean strict = !type.custom() && !type.group().equals("apiextensions.k8s.io");
        for (int position = 0; position < finalizers.size(); position++) {
            String finalizer = finalizers.get(position);
            refuse("metadata.finalizers", finalizer, NameSyntax.qualifiedName(finalizer), errors);
            if (strict && lacksDomain(finalizer)) {
                errors.add(FieldError.invalid(
                        "metadata.finalizers[" + position + "]",
                        GoText.quote(finalizer),
                        "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    private static boolean lacksDomain(String finalizer) {
        return !finalizer.contains("/") && !KNOWN_FINALIZERS.contains(finalizer);
    }

    private static void checkLabels(JsonNode labels, List<FieldError> errors) {
        labels.properties().forEach(label -> {
            refuse("metadata.labels", label.getKey(), NameSyntax.qualifiedName(label.getKey()), errors);
            String value = label.getValue().asText();
            refuse("metadata.labels", value, NameSyntax.labelValue(value), errors);
        });
    }

    private static void checkAnnotations(JsonNode annotations, List<FieldError> errors) {
        long size = 0;
        for (var annotation : annotations.properties()) {
            String key = annotation.getKey();
            refuse("metadata.annotations", key, NameSyntax.annotationKey(key), errors);
            size += utf8Length(key) + utf8Length(annotation.getValue().asText());
        }
        if (size > ANNOTATIONS_LIMIT) {
            errors.add(FieldError.tooLong("metadata.annotations", ANNOTATIONS_LIMIT));
        }
    }

    private static void checkOwners(JsonNode owners, List<FieldError> errors) {
        int position = 0;
        int controllers = 0;
        for (JsonNode owner : owners) {
            String path = "metadata.ownerReferences[" + position + "]";
            String apiVersion = owner.path(Json.API_VERSION).asText("");
            if (apiVersion.isEmpty() || apiVersion.endsWith("/")) {
                errors.add(FieldError.invalid(
                        path + ".apiVersion", GoText.quote(apiVersion), "version must not be empty"));
            }
            for (String field : List.of(Json.KIND, Json.NAME, Json.UID)) {
                if (owner.path(field).asText("").isEmpty()) {
                    errors.add(FieldError.invalid(path + "." + field, "\"\"", "must not be empty"));
                }
            }
            controllers += owner.path("controller").asBoolean() ? 1 : 0;
            position++;
        }
        if (controllers > 1) {
            errors.add(FieldError.invalid(
                    "metadata.ownerReferences",
                    GoText.value(owners),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + controllerNames(owners)));
        }
    }

    private static String controllerNames(JsonNode owners) {
        var names = new ArrayList<String>();
        for (JsonNode owner : owners) {
            if (owner.path("controller").asBoolean()) {
                names.add(owner.path(Json.KIND).asText() + "/"
                        + owner.path(Json.NAME).asText());
            }
        }
        return String.join(" and ", names);
    }

    private static void refuse(String field, String value, List<String> objections, List<FieldError> errors) {
        objections.forEach(objection -> errors.add(FieldError.invalid(field, GoText.quote(value), objection)));
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
