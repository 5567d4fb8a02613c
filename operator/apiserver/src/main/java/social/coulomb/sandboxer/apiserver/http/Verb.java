package social.coulomb.sandboxer.apiserver.http;

/// What a request wants to do with a resource.
enum Verb {
    GET("get"),
    LIST("list"),
    WATCH("watch"),
    CREATE("create"),
    UPDATE("update"),
    PATCH("patch"),
    DELETE("delete"),
    DELETE_COLLECTION("deletecollection"),
    /// Nothing that the API knows.
    UNKNOWN("");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Verb of(ApiRequest request, ResourcePath path) {
        boolean collection = path.name().isEmpty();
        return switch (request.method()) {
            case "GET", "HEAD" -> reading(request, path);
            case "POST" -> CREATE;
            case "PUT" -> UPDATE;
            case "PATCH" -> PATCH;
            case "DELETE" -> collection ? DELETE_COLLECTION : DELETE;
            default -> UNKNOWN;
        };
    }

    private static Verb reading(ApiRequest request, ResourcePath path) {
        if (path.watching() || (path.subresource().isEmpty() && request.query().flag("watch"))) {
            return WATCH;
        }
        return path.name().isEmpty() ? LIST : GET;
    }
}
