package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.FieldValidation;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.PropagationPolicy;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;

/// Reads how a write is to be carried out. Pure; throws a 422 for options that cannot be.
final class WriteQuery {

    private static final int LONGEST_MANAGER = 128;

    private WriteQuery() {}

    static WriteOptions create(ApiRequest request) {
        return write(request, new OptionProblems("CreateOptions"));
    }

    static WriteOptions update(ApiRequest request) {
        return write(request, new OptionProblems("UpdateOptions"));
    }

    static WriteOptions patch(ApiRequest request, PatchKind kind) {
        var problems = new OptionProblems("PatchOptions");
        if (kind != PatchKind.APPLY && request.query().has("force")) {
            problems.forbidden("force", "may not be specified for non-apply patch");
        }
        if (kind == PatchKind.APPLY && request.query().text("fieldManager").isEmpty()) {
            problems.required("fieldManager", "is required for apply patch");
        }
        return write(request, problems);
    }

    private static WriteOptions write(ApiRequest request, OptionProblems problems) {
        Query query = request.query();
        String manager = query.text("fieldManager");
        checkManager(manager, problems);
        boolean dryRun = dryRun(query.all("dryRun"), problems);
        FieldValidation validation = validation(query.text("fieldValidation"), problems);
        problems.raise();
        return new WriteOptions(
                manager.isEmpty() ? managerOf(request.header("user-agent")) : manager,
                !manager.isEmpty(),
                dryRun,
                validation,
                query.flag("force"));
    }

    private static void checkManager(String manager, OptionProblems problems) {
        if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST_MANAGER) {
            problems.tooLong("fieldManager", LONGEST_MANAGER);
        }
        boolean printable = manager.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || !Character.isDefined(c)
                        || (Character.isWhitespace(c) && c != ' '));
        if (!printable) {
            problems.invalid("fieldManager", manager, "should not contain non-printable characters");
        }
    }

    /// Clients that do not name themselves are known by what they are called before the first slash.
    private static String managerOf(String userAgent) {
        String name = userAgent.split("/", 2)[0];
        int cut = Math.min(LONGEST_MANAGER, name.length());
        return name.isEmpty() ? "unknown" : name.substring(0, cut);
    }

    private static boolean dryRun(List<String> values, OptionProblems problems) {
        if (values.stream().anyMatch(value -> !value.equals("All"))) {
            String quoted = values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(","));
            problems.unsupported("dryRun", "[" + quoted + "]", "\"All\"");
        }
        return !values.isEmpty();
    }

    private static FieldValidation validation(String value, OptionProblems problems) {
        return switch (value) {
            case "", "Warn" -> FieldValidation.WARN;
            case "Ignore" -> FieldValidation.IGNORE;
            case "Strict" -> FieldValidation.STRICT;
            default -> {
                problems.unsupported("fieldValidation", "\"" + value + "\"", "\"\", \"Ignore\", \"Strict\", \"Warn\"");
                yield FieldValidation.WARN;
            }
        };
    }

    /// Options of a deletion that stand in the query.
    static DeleteOptions delete(Query query) {
        return delete(new DeleteRequest(
                Optional.of(query.text("propagationPolicy")).filter(policy -> !policy.isEmpty()),
                query.has("orphanDependents") ? Optional.of(query.flag("orphanDependents")) : Optional.empty(),
                query.all("dryRun"),
                Optional.empty(),
                Optional.empty()));
    }

    /// Options of a deletion that stand in its body.
    static DeleteOptions delete(JsonNode body) {
        var dryRun = new ArrayList<String>();
        body.path("dryRun").forEach(value -> dryRun.add(value.asText()));
        return delete(new DeleteRequest(
                text(body.path("propagationPolicy")),
                body.path("orphanDependents").isBoolean()
                        ? Optional.of(body.path("orphanDependents").booleanValue())
                        : Optional.empty(),
                dryRun,
                text(body.path("preconditions").path("uid")),
                text(body.path("preconditions").path("resourceVersion"))));
    }

    private record DeleteRequest(
            Optional<String> policy,
            Optional<Boolean> orphan,
            List<String> dryRun,
            Optional<String> uid,
            Optional<String> resourceVersion) {}

    private static DeleteOptions delete(DeleteRequest request) {
        var problems = new OptionProblems("DeleteOptions");
        if (request.orphan.isPresent() && request.policy.isPresent()) {
            problems.invalid(
                    "propagationPolicy",
                    request.policy.get(),
                    "orphanDependents and deletionPropagation cannot be both set");
        }
        Optional<PropagationPolicy> stated = request.policy.map(policy -> policy(policy, problems));
        Optional<PropagationPolicy> older =
                request.orphan.map(orphan -> orphan ? PropagationPolicy.ORPHAN : PropagationPolicy.BACKGROUND);
        boolean dryRun = dryRun(request.dryRun, problems);
        problems.raise();
        return new DeleteOptions(request.uid, request.resourceVersion, stated.or(() -> older), dryRun);
    }

    private static PropagationPolicy policy(String value, OptionProblems problems) {
        return switch (value) {
            case "Orphan" -> PropagationPolicy.ORPHAN;
            case "Background" -> PropagationPolicy.BACKGROUND;
            case "Foreground" -> PropagationPolicy.FOREGROUND;
            default -> {
                problems.unsupported(
                        "propagationPolicy",
                        "\"" + value + "\"",
                        "\"Foreground\", \"Background\", \"Orphan\", \"nil\"");
                yield PropagationPolicy.BACKGROUND;
            }
        };
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()).filter(value -> !value.isEmpty()) : Optional.empty();
    }
}
