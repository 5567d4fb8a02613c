package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import social.coulomb.sandboxer.apiserver.discovery.AggregatedDocuments;
import social.coulomb.sandboxer.apiserver.discovery.GroupDocuments;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;

/// Serves what the API tells about itself, in the old form or, where the client prefers it, in one document.
final class DiscoveryEndpoint {

    private static final Set<String> AGGREGATED_VERSIONS = Set.of("v2", "v2beta1");

    private final ResourceTypes types;
    private final Documents documents;

    DiscoveryEndpoint(ResourceTypes types, Documents documents) {
        this.types = types;
        this.documents = documents;
    }

    /// The answer to `/api`.
    Answer.Whole core(ApiRequest request) {
        return answer(request, AggregatedDocuments::core, GroupDocuments::coreVersions);
    }

    /// The answer to `/apis`.
    Answer.Whole groups(ApiRequest request) {
        return answer(request, AggregatedDocuments::groups, GroupDocuments::groups);
    }

    /// The answer to `/apis/group`.
    Answer.Whole group(ApiRequest request, String name) {
        return found(request, old(request).group(name));
    }

    /// The answer to `/apis/group/version` and `/api/v1`.
    Answer.Whole version(ApiRequest request, String group, String version) {
        return found(request, old(request).version(group, version));
    }

    /// The answer to `/`: what there is to look at.
    Answer.Whole root(ApiRequest request) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var paths = document.putArray("paths");
        List.of("/api", "/api/v1", "/apis").forEach(paths::add);
        old(request).groups().path("groups").forEach(group -> {
            String base = "/apis/" + group.path("name").asText();
            paths.add(base);
            group.path("versions")
                    .forEach(version ->
                            paths.add(base + "/" + version.path("version").asText()));
        });
        List.of("/healthz", "/livez", "/openapi/v3", "/readyz", "/version").forEach(paths::add);
        return documents.answer(200, document, Negotiation.of(request));
    }

    private Answer.Whole answer(
            ApiRequest request,
            Function<AggregatedDocuments, ObjectNode> aggregated,
            Function<GroupDocuments, ObjectNode> old) {
        Optional<MediaRange> preferred = MediaRange.accepted(request.header("accept")).stream()
                .filter(range -> range.covers("application/json"))
                .findFirst()
                .filter(DiscoveryEndpoint::isAggregated);
        if (preferred.isEmpty()) {
            return documents.answer(200, old.apply(old(request)), Negotiation.of(request));
        }
        String version = preferred.get().parameter("v");
        byte[] body =
                documents.bytes(aggregated.apply(new AggregatedDocuments(types.catalog(), version)), AnswerForm.PLAIN);
        String tag = "\"" + hash(body) + "\"";
        var headers = List.of(
                new Answer.Header("Cache-Control", "public"),
                new Answer.Header("ETag", tag),
                new Answer.Header("Vary", "Accept"));
        String contentType = "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
        return request.header("if-none-match").equals(tag)
                ? new Answer.Whole(304, contentType, headers, new byte[0])
                : new Answer.Whole(200, contentType, headers, body);
    }

    private static boolean isAggregated(MediaRange range) {
        return range.parameter("as").equals("APIGroupDiscoveryList")
                && range.parameter("g").equals("apidiscovery.k8s.io")
                && AGGREGATED_VERSIONS.contains(range.parameter("v"));
    }

    private Answer.Whole found(ApiRequest request, Optional<ObjectNode> document) {
        return document.map(present -> documents.answer(200, present, Negotiation.of(request)))
                .orElseGet(Answer::nothingHere);
    }

    private GroupDocuments old(ApiRequest request) {
        return new GroupDocuments(types.catalog(), request.header("host"));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-512").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-512", impossible);
        }
    }
}
