package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.body.BodyReader;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.DeleteResult;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WriteResult;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Serves the objects of the resources: finds the verb that a request means, and the form of its answer.
final class ResourceEndpoint {

    private static final Set<Verb> ACROSS_NAMESPACES = Set.of(Verb.LIST, Verb.WATCH, Verb.UNKNOWN);
    private static final Set<Verb> OF_PARTS = Set.of(Verb.GET, Verb.UPDATE, Verb.PATCH);

    private final ResourceOperations operations;
    private final ObjectAnswers answers;
    private final WatchOpener watches;

    ResourceEndpoint(ResourceOperations operations, ObjectAnswers answers, WatchOpener watches) {
        this.operations = operations;
        this.answers = answers;
        this.watches = watches;
    }

    /// @param type what the path names
    Answer answer(ApiRequest request, ResourcePath path, ResourceType type) {
        Verb verb = Verb.of(request, path);
        boolean misplaced = type.namespaced()
                ? path.namespace().isEmpty() && !ACROSS_NAMESPACES.contains(verb)
                : !path.namespace().isEmpty();
        if (misplaced) {
            return Answer.nothingHere();
        }
        requireServed(path, type, verb);
        var scope = new RequestScope(type, path.namespace(), path.subresource());
        String deprecation = type.representation().deprecation();
        List<Answer.Header> warnings = deprecation.isEmpty() ? List.of() : Warnings.headers(List.of(deprecation));
        return switch (verb) {
            case WATCH -> watches.open(request, scope, path.name()).with(warnings);
            default -> whole(request, scope, path.name(), verb).with(warnings);
        };
    }

    private static void requireServed(ResourcePath path, ResourceType type, Verb verb) {
        boolean part = !path.subresource().isEmpty();
        if (part && !isServed(path.subresource(), type)) {
            throw ApiStatus.notFound(type.group(), type.plural(), path.name()).asException();
        }
        boolean finalizing = path.subresource().equals("finalize");
        if (verb == Verb.UNKNOWN
                || (part && !OF_PARTS.contains(verb))
                || (finalizing && verb != Verb.UPDATE)
                || (verb == Verb.CREATE && !path.name().isEmpty() && !type.custom())) {
            throw ApiStatus.methodNotAllowed(type.group(), type.plural(), verb.word())
                    .asException();
        }
        if (path.name().isEmpty() && (verb == Verb.UPDATE || verb == Verb.PATCH)) {
            throw ApiStatus.badRequest("name must be provided").asException();
        }
    }

    private static boolean isServed(String subresource, ResourceType type) {
        return type.subresourceNames().contains(subresource)
                || (subresource.equals("finalize") && type.qualifiedPlural().equals("namespaces"));
    }

    private Answer.Whole whole(ApiRequest request, RequestScope scope, String name, Verb verb) {
        return switch (verb) {
            case GET -> {
                AnswerForm form = Negotiation.of(request);
                ObjectNode object = operations.get(scope, name, request.query().text("resourceVersion"));
                yield answers.object(200, object, scope.type(), form, request);
            }
            case LIST -> {
                AnswerForm form = Negotiation.of(request);
                yield answers.list(operations.list(scope, ReadQuery.list(request.query())), form, request);
            }
            case CREATE -> create(request, scope);
            case UPDATE -> update(request, scope, name);
            case PATCH -> patch(request, scope, name);
            case DELETE -> delete(request, scope, name);
            default -> deleteCollection(request, scope);
        };
    }

    private Answer.Whole create(ApiRequest request, RequestScope scope) {
        AnswerForm form = Negotiation.of(request);
        byte[] bytes = request.body().read();
        var options = WriteQuery.create(request);
        return written(operations.create(scope, object(request, scope, bytes), options), scope, form, request);
    }

    private Answer.Whole update(ApiRequest request, RequestScope scope, String name) {
        AnswerForm form = Negotiation.of(request);
        byte[] bytes = request.body().read();
        var options = WriteQuery.update(request);
        return written(operations.update(scope, name, object(request, scope, bytes), options), scope, form, request);
    }

    private static RequestBody object(ApiRequest request, RequestScope scope, byte[] bytes) {
        boolean scale = scope.subresource().equals("scale");
        return BodyReader.object(
                request.header("content-type"),
                bytes,
                scale ? "Scale" : scope.type().kind(),
                scope.type().custom() && !scale);
    }

    private Answer.Whole patch(ApiRequest request, RequestScope scope, String name) {
        PatchKind kind = BodyReader.patchKind(request.header("content-type"), scope.type());
        AnswerForm form = Negotiation.of(request);
        byte[] bytes = request.body().read();
        var options = WriteQuery.patch(request, kind);
        RequestBody patch = BodyReader.patch(kind, bytes);
        return written(operations.patch(scope, name, kind, patch, options), scope, form, request);
    }

    private Answer.Whole written(WriteResult result, RequestScope scope, AnswerForm form, ApiRequest request) {
        return answers.object(result.code(), result.object(), scope.type(), form, request)
                .with(Warnings.headers(result.warnings()));
    }

    private Answer.Whole delete(ApiRequest request, RequestScope scope, String name) {
        AnswerForm form = Negotiation.of(request);
        DeleteResult result = operations.delete(scope, name, deleteOptions(request));
        boolean status = result.body().path("kind").asText().equals("Status");
        return answers.object(200, result.body(), scope.type(), status ? form.whole() : form, request);
    }

    private Answer.Whole deleteCollection(ApiRequest request, RequestScope scope) {
        AnswerForm form = Negotiation.of(request);
        var selection = ReadQuery.list(request.query());
        var options = deleteOptions(request);
        return answers.list(operations.deleteCollection(scope, selection, options), form, request);
    }

    /// A body counts instead of the query, not beside it.
    private static DeleteOptions deleteOptions(ApiRequest request) {
        byte[] bytes = request.body().read();
        return bytes.length == 0
                ? WriteQuery.delete(request.query())
                : WriteQuery.delete(BodyReader.options(request.header("content-type"), bytes));
    }
}
