package social.coulomb.sandboxer.apiserver.http;

import java.util.Optional;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.VersionMatch;
import social.coulomb.sandboxer.apiserver.objects.WatchOptions;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.table.RowObject;

/// Reads what a list or watch is to show. Pure; throws a 422 for options that cannot be.
final class ReadQuery {

    private static final String MATCH = "resourceVersionMatch";
    private static final String EXACT = "Exact";
    private static final String NOT_OLDER = "NotOlderThan";

    private ReadQuery() {}

    static ListOptions list(Query query) {
        long limit = query.number("limit");
        LabelSelector labels = LabelSelector.parse(query.text("labelSelector"));
        FieldSelector fields = FieldSelector.parse(query.text("fieldSelector"));
        checkList(query);
        return new ListOptions(
                labels,
                fields,
                query.text("resourceVersion"),
                match(query),
                Math.max(0, limit),
                query.text("continue"));
    }

    static WatchOptions watch(Query query, String name) {
        LabelSelector labels = LabelSelector.parse(query.text("labelSelector"));
        FieldSelector fields =
                FieldSelector.parse(name.isEmpty() ? query.text("fieldSelector") : "metadata.name=" + name);
        checkWatch(query);
        return new WatchOptions(
                labels,
                fields,
                query.text("resourceVersion"),
                match(query),
                query.flag("allowWatchBookmarks"),
                query.has("sendInitialEvents") ? Optional.of(query.flag("sendInitialEvents")) : Optional.empty());
    }

    /// What goes with each row of a table.
    static RowObject rowObject(Query query) {
        return switch (query.text("includeObject")) {
            case "", "Metadata" -> RowObject.METADATA;
            case "None" -> RowObject.NONE;
            case "Object" -> RowObject.OBJECT;
            default ->
                throw ApiStatus.badRequest("unrecognized includeObject value: \"" + query.text("includeObject") + "\"")
                        .asException();
        };
    }

    private static void checkList(Query query) {
        var problems = new OptionProblems("ListOptions");
        String match = query.text(MATCH);
        if (!match.isEmpty()) {
            if (query.text("resourceVersion").isEmpty()) {
                problems.forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            forbidContinue(query, problems);
            if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
                problems.unsupported(MATCH, "\"" + match + "\"", "\"Exact\", \"NotOlderThan\", \"\"");
            }
            if (match.equals(EXACT) && query.text("resourceVersion").equals("0")) {
                problems.forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (query.has("sendInitialEvents")) {
            problems.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        problems.raise();
    }

    private static void checkWatch(Query query) {
        var problems = new OptionProblems("ListOptions");
        String match = query.text(MATCH);
        boolean initial = query.has("sendInitialEvents");
        if (initial && !match.equals(NOT_OLDER)) {
            problems.forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (!match.isEmpty()) {
            if (!initial) {
                problems.forbidden(
                        MATCH, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!match.equals(NOT_OLDER)) {
                problems.unsupported(MATCH, "\"" + match + "\"", "\"NotOlderThan\"");
            }
            forbidContinue(query, problems);
        }
        problems.raise();
    }

    private static void forbidContinue(Query query, OptionProblems problems) {
        if (!query.text("continue").isEmpty()) {
            problems.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
        }
    }

    private static VersionMatch match(Query query) {
        return switch (query.text(MATCH)) {
            case EXACT -> VersionMatch.EXACT;
            case NOT_OLDER -> VersionMatch.NOT_OLDER_THAN;
            default -> VersionMatch.UNSTATED;
        };
    }
}
