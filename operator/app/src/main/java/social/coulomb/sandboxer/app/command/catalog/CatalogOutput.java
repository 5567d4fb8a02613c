package social.coulomb.sandboxer.app.command.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.app.command.output.TextTable;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Catalog entries in each form that can be asked for. JSON and YAML are the files' own schema. Pure.
final class CatalogOutput {

    private static final YAMLMapper YAML = new YAMLMapper();

    private CatalogOutput() {}

    static List<String> profiles(List<CatalogEntry<Profile>> entries, OutputForm form) {
        return switch (form) {
            case JSON -> json(entries.stream().map(each -> document(each)).toList());
            case YAML -> texts(entries);
            case NAME -> entries.stream().map(each -> each.value().id().value()).toList();
            case TABLE, WIDE -> profileTable(entries, form == OutputForm.WIDE);
        };
    }

    static List<String> extensions(
            CatalogFiles catalog, List<CatalogEntry<ExtensionDescriptor>> entries, OutputForm form) {
        return switch (form) {
            case JSON ->
                json(entries.stream().map(each -> extension(catalog, each)).toList());
            case YAML -> texts(entries);
            case NAME -> entries.stream().map(each -> each.value().id().value()).toList();
            case TABLE, WIDE -> extensionTable(catalog, entries, form == OutputForm.WIDE);
        };
    }

    /// The file as JSON.
    static ObjectNode document(CatalogEntry<?> entry) {
        try {
            JsonNode tree = YAML.readTree(entry.text());
            return tree instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(entry.file() + " was understood before", e);
        }
    }

    /// The file as JSON, and what the controllers say of it.
    static ObjectNode extension(CatalogFiles catalog, CatalogEntry<ExtensionDescriptor> entry) {
        Availability available =
                Availability.of(catalog.annotations(entry), entry.value().id().value());
        ObjectNode document = document(entry);
        document.put("available", available.isAvailable());
        document.put("reason", available.reason());
        document.put("message", available.message());
        return document;
    }

    private static List<String> json(List<ObjectNode> documents) {
        return List.of(Printing.json(Printing.array(documents)));
    }

    private static List<String> texts(List<? extends CatalogEntry<?>> entries) {
        List<String> texts = new ArrayList<>();
        for (CatalogEntry<?> entry : entries) {
            texts.add("---");
            texts.add(entry.text().stripTrailing());
        }
        return texts;
    }

    private static List<String> profileTable(List<CatalogEntry<Profile>> entries, boolean wide) {
        List<String> headings =
                new ArrayList<>(List.of("ID", "VERSION", "EXTENSION", "ISOLATION", "NETWORK", "TTL", "MAX", "ROUTE"));
        if (wide) {
            headings.addAll(List.of("PREFER", "FALLBACK", "DIGEST"));
        }
        TextTable table = new TextTable(headings);
        entries.forEach(each -> table.row(row(each, wide)));
        return table.lines();
    }

    private static List<@Nullable Object> row(CatalogEntry<Profile> entry, boolean wide) {
        Profile profile = entry.value();
        List<@Nullable Object> row = new ArrayList<>();
        row.add(profile.id().value());
        row.add(profile.version());
        row.add(profile.extension());
        row.add(profile.isolation().level());
        row.add(word(profile.network().defaultAction()));
        row.add(profile.ttl().defaultTtl());
        row.add(profile.ttl().max());
        row.add(route(profile));
        if (wide) {
            row.add(String.join(",", profile.placement().prefer()));
            row.add(String.join(",", profile.placement().fallback()));
            row.add(entry.digest());
        }
        return row;
    }

    private static String route(Profile profile) {
        if (profile.route() == null) {
            return "explicit";
        }
        String strategy = word(profile.route().strategy());
        return profile.route().extensions().isEmpty()
                ? strategy
                : strategy + ": " + String.join(", ", profile.route().extensions());
    }

    private static List<String> extensionTable(
            CatalogFiles catalog, List<CatalogEntry<ExtensionDescriptor>> entries, boolean wide) {
        List<String> headings = new ArrayList<>(List.of("ID", "TITLE", "PRICING", "ISOLATION", "AVAILABLE", "REASON"));
        if (wide) {
            headings.add("MESSAGE");
        }
        TextTable table = new TextTable(headings);
        entries.forEach(each -> table.row(row(
                each.value(),
                Availability.of(catalog.annotations(each), each.value().id().value()),
                wide)));
        return table.lines();
    }

    private static List<@Nullable Object> row(ExtensionDescriptor descriptor, Availability available, boolean wide) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(descriptor.id().value());
        row.add(descriptor.title());
        row.add(word(descriptor.capabilities().pricingModel()));
        row.add(String.join(",", descriptor.capabilities().isolationLevels()));
        row.add(available.status());
        row.add(available.reason());
        if (wide) {
            row.add(available.message());
        }
        return row;
    }

    /// As the files write it.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
