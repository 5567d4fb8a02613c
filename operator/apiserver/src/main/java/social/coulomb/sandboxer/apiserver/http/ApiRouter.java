package social.coulomb.sandboxer.apiserver.http;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.apiserver.auth.BearerToken;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Answers every request of the API; knows nothing of sockets. Thread-safe.
public final class ApiRouter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);
    private static final List<String> HEALTH = List.of("/healthz", "/livez", "/readyz");

    private final BearerToken token;
    private final BooleanSupplier healthy;
    private final ResourceTypes types;
    private final Documents documents = new Documents();
    private final DiscoveryEndpoint discovery;
    private final OpenApiEndpoint openApi;
    private final SelfReviews reviews;
    private final ResourceEndpoint resources;

    /// @param healthy whether writes are possible
    public ApiRouter(
            BearerToken token,
            ResourceTypes types,
            ResourceOperations operations,
            BooleanSupplier healthy,
            Clock clock) {
        this.token = token;
        this.types = types;
        this.healthy = healthy;
        this.discovery = new DiscoveryEndpoint(types, documents);
        this.openApi = new OpenApiEndpoint(types, documents);
        this.reviews = new SelfReviews(documents, clock);
        var answers = new ObjectAnswers(documents, clock);
        this.resources = new ResourceEndpoint(operations, answers, new WatchOpener(operations, answers));
    }

    /// Answers a request; blocks while it is carried out. Never throws: what goes wrong becomes an answer.
    public Answer answer(ApiRequest request) {
        try {
            return route(request);
        } catch (StatusException refused) {
            return documents.failure(refused.status(), Negotiation.ofFailure(request));
        } catch (RuntimeException unforeseen) {
            LOG.error("{} {} failed", request.method(), request.path(), unforeseen);
            return documents.failure(ApiStatus.internal("the server's log says more"), Negotiation.ofFailure(request));
        }
    }

    private Answer route(ApiRequest request) {
        if (HEALTH.stream()
                .anyMatch(path -> request.path().equals(path) || request.path().startsWith(path + "/"))) {
            return health(request);
        }
        if (!token.opens(request.header("authorization"))) {
            throw ApiStatus.unauthorized().asException();
        }
        if (request.path().startsWith("/openapi/")) {
            return openApi.answer(request);
        }
        return switch (request.path()) {
            case "/", "" -> discovery.root(request);
            case "/version", "/version/" -> documents.answer(200, ServerVersion.document(), Negotiation.of(request));
            default -> api(request, ResourcePath.segments(request.path()));
        };
    }

    private Answer.Whole health(ApiRequest request) {
        return healthy.getAsBoolean() || request.path().startsWith("/livez")
                ? Answer.text(200, "ok")
                : Answer.text(
                        500,
                        "[-]store failed: writes are refused\n" + request.path().substring(1) + " check failed\n");
    }

    private Answer api(ApiRequest request, List<String> segments) {
        String root = segments.isEmpty() ? "" : segments.getFirst();
        if (!root.equals("api") && !root.equals("apis")) {
            return Answer.nothingHere();
        }
        boolean core = root.equals("api");
        if (segments.size() == 1) {
            return core ? discovery.core(request) : discovery.groups(request);
        }
        if (segments.size() == 2) {
            return core ? discovery.version(request, "", segments.get(1)) : discovery.group(request, segments.get(1));
        }
        if (segments.size() == 3 && !core) {
            return discovery.version(request, segments.get(1), segments.get(2));
        }
        return ResourcePath.parse(segments).map(path -> resource(request, path)).orElseGet(Answer::nothingHere);
    }

    private Answer resource(ApiRequest request, ResourcePath path) {
        if (reviews.covers(path)) {
            return reviews.answer(request, path);
        }
        Optional<ResourceType> type =
                types.find(path.version().group(), path.version().version(), path.plural());
        return type.map(found -> resources.answer(request, path, found)).orElseGet(Answer::nothingHere);
    }
}
