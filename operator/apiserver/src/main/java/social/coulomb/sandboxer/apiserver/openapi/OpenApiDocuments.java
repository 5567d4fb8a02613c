package social.coulomb.sandboxer.apiserver.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.TypeCatalog;

/// The OpenAPI v3 documents of one catalog of types. Immutable; made once for each catalog, since that takes a while.
public final class OpenApiDocuments {

    /// One document.
    ///
    /// @param hash changes when the document does
    /// @param json not to be modified
    @SuppressWarnings("ArrayRecordComponent")
    public record Document(String hash, byte[] json) {}

    private final long catalogRevision;
    private final Map<String, Document> documents = new LinkedHashMap<>();

    public OpenApiDocuments(TypeCatalog catalog) {
        this.catalogRevision = catalog.revision();
        var describer = new OpenApiDocument(metaSchemas());
        Map<String, List<ResourceType>> byVersion = catalog.all().stream()
                .collect(Collectors.groupingBy(OpenApiDocuments::address, LinkedHashMap::new, Collectors.toList()));
        byVersion.forEach((address, types) -> documents.put(address, written(describer.of(types))));
    }

    /// The catalog from which the documents were made.
    public long catalogRevision() {
        return catalogRevision;
    }

    /// The answer to `/openapi/v3`.
    public ObjectNode index() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        documents.forEach(
                (address, document) -> paths.putObject(address).put("serverRelativeURL", url(address, document)));
        return index;
    }

    /// The document of one version.
    ///
    /// @param address such as `apis/probe.example.com/v1` or `api/v1`
    public Optional<Document> find(String address) {
        return Optional.ofNullable(documents.get(address));
    }

    /// Where a document is found under its hash.
    public static String url(String address, Document document) {
        return "/openapi/v3/" + address + "?hash=" + document.hash();
    }

    private static String address(ResourceType type) {
        return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
    }

    private static ObjectNode metaSchemas() {
        try (InputStream stream = OpenApiDocuments.class.getResourceAsStream("meta.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("The schemas of metadata are missing from the program");
            }
            return (ObjectNode) new YAMLMapper().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schemas of metadata", unreadable);
        }
    }

    private static Document written(ObjectNode document) {
        try {
            byte[] json = JsonMapper.builder().build().writeValueAsBytes(document);
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(json);
            return new Document(HexFormat.of().withUpperCase().formatHex(hash), json);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("A description cannot be written", impossible);
        }
    }
}
