package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.body.BodyReader;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Answers what clients ask about themselves: who they are, and whether they may. Whoever has the token may everything.
final class SelfReviews {

    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final String AUTHORIZATION = "authorization.k8s.io";
    private static final Map<String, String> KINDS = Map.of(
            "selfsubjectreviews", "SelfSubjectReview",
            "selfsubjectaccessreviews", "SelfSubjectAccessReview",
            "selfsubjectrulesreviews", "SelfSubjectRulesReview");

    private final Documents documents;
    private final Clock clock;

    SelfReviews(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /// Whether a path belongs to a question.
    boolean covers(ResourcePath path) {
        String group = path.version().group();
        Set<String> known = group.equals(AUTHENTICATION)
                ? Set.of("selfsubjectreviews")
                : Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews");
        return path.version().version().equals("v1")
                && (group.equals(AUTHENTICATION) || group.equals(AUTHORIZATION))
                && known.contains(path.plural())
                && path.name().isEmpty();
    }

    Answer.Whole answer(ApiRequest request, ResourcePath path) {
        String group = path.version().group();
        if (!request.method().equals("POST")) {
            throw ApiStatus.methodNotAllowed(
                            group, path.plural(), Verb.of(request, path).word())
                    .asException();
        }
        AnswerForm form = Negotiation.of(request).whole();
        WriteQuery.create(request);
        String kind = KINDS.getOrDefault(path.plural(), "");
        var question = BodyReader.object(
                        request.header("content-type"), request.body().read(), kind, false)
                .tree();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("kind", kind).put("apiVersion", group + "/v1");
        answer.set("metadata", question.path("metadata").isObject() ? question.path("metadata") : answer.objectNode());
        if (question.has("spec")) {
            answer.set("spec", question.path("spec"));
        }
        switch (path.plural()) {
            case "selfsubjectreviews" -> identity(answer);
            case "selfsubjectaccessreviews" -> answer.putObject("status").put("allowed", true);
            default -> rules(answer.putObject("status"));
        }
        return documents.answer(201, answer, form);
    }

    private void identity(ObjectNode answer) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        answer.withObject("/metadata").put("creationTimestamp", now);
        ObjectNode user = answer.putObject("status").putObject("userInfo");
        user.put("username", "sandboxer:admin");
        List.of("system:masters", "system:authenticated").forEach(user.putArray("groups")::add);
    }

    private static void rules(ObjectNode status) {
        ObjectNode resources = status.putArray("resourceRules").addObject();
        everything(resources.putArray("verbs"));
        everything(resources.putArray("apiGroups"));
        everything(resources.putArray("resources"));
        ObjectNode others = status.putArray("nonResourceRules").addObject();
        everything(others.putArray("verbs"));
        everything(others.putArray("nonResourceURLs"));
        status.put("incomplete", false);
    }

    private static void everything(ArrayNode list) {
        list.add("*");
    }
}
