package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a namespace says of its deletion, in the words of Kubernetes: tools and people look there for what
/// holds it up. Pure.
final class NamespaceConditions {

    /// A condition as it should be; when it came to be so is not part of it.
    private record Condition(String type, boolean holds, String reason, String message) {

        String status() {
            return holds ? "True" : "False";
        }

        boolean isSaidBy(JsonNode present) {
            return present.path("status").asText().equals(status())
                    && present.path("reason").asText().equals(reason)
                    && present.path("message").asText().equals(message);
        }
    }

    private static final String ALL_REMOVED = "All content successfully removed";

    private NamespaceConditions() {}

    /// The conditions after a round of deleting. Those of others stay; a time changes only with the status.
    static ArrayNode after(JsonNode present, NamespaceRemains remains, Instant now) {
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode condition : present) {
            JsonNode copy = condition.deepCopy();
            conditions.add(copy);
        }
        for (Condition condition : of(remains)) {
            Optional<ObjectNode> stated = StreamSupport.stream(conditions.spliterator(), false)
                    .filter(candidate -> candidate.path("type").asText().equals(condition.type))
                    .map(ObjectNode.class::cast)
                    .findFirst();
            if (stated.isEmpty() || !condition.isSaidBy(stated.get())) {
                say(condition, stated.orElseGet(conditions::addObject), now);
            }
        }
        return conditions;
    }

    private static void say(Condition condition, ObjectNode target, Instant now) {
        boolean turned = !target.path("status").asText().equals(condition.status());
        target.put("type", condition.type).put("status", condition.status());
        if (turned) {
            target.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        target.put("reason", condition.reason).put("message", condition.message);
    }

    private static List<Condition> of(NamespaceRemains remains) {
        return List.of(
                new Condition(
                        "NamespaceDeletionDiscoveryFailure",
                        false,
                        "ResourcesDiscovered",
                        "All resources successfully discovered"),
                new Condition(
                        "NamespaceDeletionGroupVersionParsingFailure",
                        false,
                        "ParsedGroupVersions",
                        "All legacy kube types successfully parsed"),
                contentFailure(remains.failures()),
                remaining(remains.resources()),
                finalizersRemaining(remains.finalizers()));
    }

    private static Condition contentFailure(List<String> failures) {
        String type = "NamespaceDeletionContentFailure";
        return failures.isEmpty()
                ? new Condition(
                        type,
                        false,
                        "ContentDeleted",
                        "All content successfully deleted, may be waiting on finalization")
                : new Condition(
                        type,
                        true,
                        "ContentDeletionFailed",
                        "Failed to delete all resource types, " + failures.size() + " remaining: "
                                + String.join(", ", failures));
    }

    private static Condition remaining(SortedMap<String, Integer> resources) {
        String type = "NamespaceContentRemaining";
        return resources.isEmpty()
                ? new Condition(type, false, "ContentRemoved", ALL_REMOVED)
                : new Condition(
                        type,
                        true,
                        "SomeResourcesRemain",
                        "Some resources are remaining: " + listed(resources, " has "));
    }

    private static Condition finalizersRemaining(SortedMap<String, Integer> finalizers) {
        String type = "NamespaceFinalizersRemaining";
        return finalizers.isEmpty()
                ? new Condition(type, false, "ContentRemoved", ALL_REMOVED)
                : new Condition(
                        type,
                        true,
                        "SomeFinalizerRemain",
                        "Some finalizers are remaining: " + listed(finalizers, " in "));
    }

    private static String listed(SortedMap<String, Integer> counts, String between) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + between + entry.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
    }
}
