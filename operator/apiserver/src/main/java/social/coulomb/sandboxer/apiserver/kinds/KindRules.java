package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;

/// What holds for one kind beyond its schema. Pure; the methods that change an object change only their
/// argument.
public interface KindRules {

    /// Fills in what a writer of this kind leaves to the server and nevertheless owns.
    default void settle(ObjectNode object) {}

    /// Fills in what belongs to the server alone, in a new object.
    default void prepareCreation(ObjectNode object) {}

    /// Puts back, in a changed object, what belongs to the server alone.
    default void prepareUpdate(ObjectNode object, ObjectNode live) {}

    /// Judges an object, new or changed.
    default List<FieldError> check(ObjectNode object) {
        return List.of();
    }

    /// Judges a change.
    default List<FieldError> checkUpdate(ObjectNode object, ObjectNode live) {
        return List.of();
    }

    /// Whether objects count how often what they want has changed.
    default boolean countsGenerations() {
        return false;
    }

    /// Marks an object as being deleted, which it stays until nothing holds it any more.
    ///
    /// @param now this second
    default void beginDeletion(ObjectNode object, String now) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.put("deletionTimestamp", now);
        metadata.put("deletionGracePeriodSeconds", 0L);
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
    }

    /// Whether something beside its finalizers keeps an object from going away.
    default boolean holds(ObjectNode object) {
        return false;
    }

    /// Whether a replacement may leave open which version it replaces.
    default boolean unconditionalUpdate() {
        return true;
    }

    /// Whether replacing an object that is not there makes it.
    default boolean createOnUpdate() {
        return false;
    }

    /// The rules of a type.
    static KindRules of(ResourceType type) {
        if (type.custom()) {
            return new CustomRules(type.subresources());
        }
        return switch (type.qualifiedPlural()) {
            case "namespaces" -> new NamespaceRules();
            case "configmaps" -> new ConfigMapRules();
            case "secrets" -> new SecretRules();
            case "leases.coordination.k8s.io" -> new LeaseRules();
            case "events" -> new EventRules(EventRules.Form.CORE);
            case "events.events.k8s.io" -> new EventRules(EventRules.Form.EVENTS);
            case "customresourcedefinitions.apiextensions.k8s.io" -> new DefinitionRules();
            default -> new KindRules() {};
        };
    }
}
