package social.coulomb.sandboxer.app.command.output;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Sandboxes as a table. Pure.
public final class SandboxTable {

    /// @param namespaces whether the namespace is a column
    /// @param wide whether the less often wanted columns are there
    public record Columns(boolean namespaces, boolean wide) {}

    private SandboxTable() {}

    public static List<String> lines(List<Sandbox> sandboxes, Columns columns, Instant now) {
        TextTable table = new TextTable(headings(columns));
        sandboxes.forEach(sandbox -> table.row(row(sandbox, columns, now)));
        return table.lines();
    }

    private static List<String> headings(Columns columns) {
        List<String> headings = new ArrayList<>();
        if (columns.namespaces()) {
            headings.add("NAMESPACE");
        }
        headings.addAll(List.of("NAME", "STATE", "ID", "PROFILE", "HOST", "EXPIRES", "AGE"));
        if (columns.wide()) {
            headings.addAll(List.of("EXTENSION", "ACTOR", "PROJECT", "RUN", "REASON", "SSH"));
        }
        return headings;
    }

    private static List<@Nullable Object> row(Sandbox sandbox, Columns columns, Instant now) {
        SandboxStatus status = sandbox.getStatus();
        RouteStatus route = status == null ? null : status.route();
        List<@Nullable Object> row = new ArrayList<>();
        if (columns.namespaces()) {
            row.add(sandbox.getMetadata().getNamespace());
        }
        row.add(sandbox.getMetadata().getName());
        row.add(SandboxLine.state(sandbox));
        row.add(status == null ? null : status.sandboxId());
        row.add(profile(sandbox));
        row.add(route == null ? null : route.host());
        row.add(status == null || status.expiresAt() == null ? null : left(status.expiresAt(), now));
        row.add(age(sandbox.getMetadata().getCreationTimestamp(), now));
        if (columns.wide()) {
            addWide(row, sandbox, route);
        }
        return row;
    }

    private static void addWide(List<@Nullable Object> row, Sandbox sandbox, @Nullable RouteStatus route) {
        SandboxStatus status = sandbox.getStatus();
        Consumer consumer = consumer(sandbox);
        row.add(route == null ? null : route.extension());
        row.add(
                consumer == null || consumer.actor() == null
                        ? null
                        : consumer.actor().name().toLowerCase(Locale.ROOT));
        row.add(consumer == null ? null : consumer.project());
        row.add(consumer == null ? null : consumer.runId());
        row.add(SandboxLine.reasonWord(sandbox));
        row.add(
                status == null || status.reachability() == null
                        ? null
                        : status.reachability().ssh());
    }

    /// Who asked, with the defaults that the controllers filled in.
    public static @Nullable Consumer consumer(Sandbox sandbox) {
        if (sandbox.getStatus() != null && sandbox.getStatus().consumer() != null) {
            return sandbox.getStatus().consumer();
        }
        return sandbox.getSpec() == null ? null : sandbox.getSpec().consumer();
    }

    /// The recipe in use, else the one that is wanted.
    public static @Nullable String profile(Sandbox sandbox) {
        if (sandbox.getStatus() != null && sandbox.getStatus().profile() != null) {
            return sandbox.getStatus().profile().id();
        }
        return sandbox.getSpec() == null ? null : sandbox.getSpec().profile();
    }

    private static String left(Instant expiresAt, Instant now) {
        return expiresAt.isAfter(now)
                ? "in " + PlainText.span(now, expiresAt)
                : PlainText.span(expiresAt, now) + " ago";
    }

    /// How long ago that was, as it stands in metadata; null when it cannot be read.
    static @Nullable String age(@Nullable String created, Instant now) {
        try {
            return created == null ? null : PlainText.span(Instant.parse(created), now);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
