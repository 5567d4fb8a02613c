package social.coulomb.sandboxer.apiserver.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.kinds.TypeCatalog;
import social.coulomb.sandboxer.apiserver.openapi.OpenApiDocuments;

/// Serves the schemas. Clients keep a document for as long as its hash stands in the index.
final class OpenApiEndpoint {

    private static final String PREFIX = "/openapi/v3/";

    private final ResourceTypes types;
    private final Documents documents;
    private final AtomicReference<@Nullable OpenApiDocuments> newest = new AtomicReference<>();

    OpenApiEndpoint(ResourceTypes types, Documents documents) {
        this.types = types;
        this.documents = documents;
    }

    Answer.Whole answer(ApiRequest request) {
        if (request.path().equals("/openapi/v3")) {
            byte[] index = documents.bytes(current().index(), AnswerForm.PLAIN);
            return new Answer.Whole(200, Answer.TEXT, List.of(), index);
        }
        if (!request.path().startsWith(PREFIX)) {
            return Answer.nothingHere();
        }
        String address = request.path().substring(PREFIX.length());
        return current()
                .find(address)
                .map(document -> document(request, address, document))
                .orElseGet(Answer::nothingHere);
    }

    private Answer.Whole document(ApiRequest request, String address, OpenApiDocuments.Document document) {
        Negotiation.of(request);
        String tag = "\"" + document.hash() + "\"";
        String wanted = request.query().text("hash");
        if (!wanted.isEmpty() && !wanted.equals(document.hash())) {
            String target = OpenApiDocuments.url(address, document);
            return new Answer.Whole(301, Answer.TEXT, List.of(new Answer.Header("Location", target)), new byte[0]);
        }
        var headers = List.of(
                new Answer.Header("Cache-Control", wanted.isEmpty() ? "no-cache, private" : "public, immutable"),
                new Answer.Header("ETag", tag),
                new Answer.Header("Vary", "Accept"));
        return request.header("if-none-match").equals(tag)
                ? new Answer.Whole(304, "application/json", headers, new byte[0])
                : new Answer.Whole(200, "application/json", headers, document.json());
    }

    private OpenApiDocuments current() {
        TypeCatalog catalog = types.catalog();
        OpenApiDocuments known = newest.get();
        if (known != null && known.catalogRevision() == catalog.revision()) {
            return known;
        }
        var fresh = new OpenApiDocuments(catalog);
        newest.set(fresh);
        return fresh;
    }
}
