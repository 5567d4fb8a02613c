package social.coulomb.sandboxer.apiserver.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Kubernetes `Status` that reports a failure, with the codes, reasons and texts that clients match on.
///
/// The static methods take the *plural* of a resource with its group (`widgets`, `probe.example.com`) where a
/// lookup failed, and the *kind* where an object was judged; that is what kube-apiserver does.
///
/// @param code the HTTP status code
/// @param reason the machine-readable reason; empty where Kubernetes gives none
/// @param message the text for people
/// @param details what the failure is about, if anything
/// @param continueToken a fresh `metadata.continue` for a list whose token expired; else empty
public record ApiStatus(
        int code, String reason, String message, @Nullable Details details, String continueToken) {

    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    public ApiStatus(int code, String reason, String message, @Nullable Details details) {
        this(code, reason, message, details, "");
    }

    /// 404: no such object.
    public static ApiStatus notFound(String group, String plural, String name) {
        return new ApiStatus(
                404, "NotFound", qualified(plural, group, name) + " not found", Details.of(group, plural, name));
    }

    /// 409: an object of that name is there already.
    public static ApiStatus alreadyExists(String group, String plural, String name) {
        return new ApiStatus(
                409,
                "AlreadyExists",
                qualified(plural, group, name) + " already exists",
                Details.of(group, plural, name));
    }

    /// 409: an object of that name is still waiting for its finalizers.
    public static ApiStatus beingDeleted(String group, String plural, String name) {
        ApiStatus exists = alreadyExists(group, plural, name);
        return new ApiStatus(exists.code, exists.reason, "object is being deleted: " + exists.message, exists.details);
    }

    /// 409: the object is newer than the version that the request was made for.
    public static ApiStatus modified(String group, String plural, String name) {
        return conflict(group, plural, name, MODIFIED);
    }

    /// 409: the request cannot be met in the object's present state, because of `explanation`.
    public static ApiStatus conflict(String group, String plural, String name, String explanation) {
        return new ApiStatus(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(plural, group, name) + ": " + explanation,
                Details.of(group, plural, name));
    }

    /// 409: fields that the request wants belong to other managers.
    public static ApiStatus applyConflict(String message, List<Cause> causes) {
        return new ApiStatus(409, "Conflict", message, Details.because(causes));
    }

    /// 422: the object breaks rules; one cause per broken rule.
    public static ApiStatus invalid(String group, String kind, String name, List<Cause> causes) {
        String list = causes.stream()
                .map(cause -> cause.field().isEmpty() ? cause.message() : cause.field() + ": " + cause.message())
                .collect(Collectors.joining(", "));
        String text = causes.size() == 1 ? list : "[" + list + "]";
        return new ApiStatus(
                422,
                "Invalid",
                qualified(kind, group, name) + " is invalid: " + text,
                Details.of(group, kind, name).withCauses(causes));
    }

    /// 422 for a request whose patch cannot be carried out on the object as it stands.
    public static ApiStatus unprocessable() {
        return new ApiStatus(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                Details.because(List.of()));
    }

    /// 400.
    public static ApiStatus badRequest(String message) {
        return new ApiStatus(400, "BadRequest", message, null);
    }

    /// 401.
    public static ApiStatus unauthorized() {
        return new ApiStatus(401, "Unauthorized", "Unauthorized", null);
    }

    /// 403: refused for `explanation`.
    public static ApiStatus forbidden(String group, String plural, String name, String explanation) {
        return new ApiStatus(
                403,
                "Forbidden",
                qualified(plural, group, name) + " is forbidden: " + explanation,
                Details.of(group, plural, name));
    }

    /// 405: the resource has no such verb.
    public static ApiStatus methodNotAllowed(String group, String plural, String verb) {
        return new ApiStatus(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + resource(plural, group) + "\"",
                new Details("", group, plural, "", List.of(), Duration.ZERO));
    }

    /// 406: none of the wanted media types can be produced.
    public static ApiStatus notAcceptable(List<String> produced) {
        return new ApiStatus(
                406,
                "NotAcceptable",
                "only the following media types are accepted: " + String.join(", ", produced),
                null);
    }

    /// 410: the wanted state is no longer kept.
    public static ApiStatus expired(String message) {
        return new ApiStatus(410, "Expired", message, null);
    }

    /// 413: the request is larger than `limit` bytes.
    public static ApiStatus tooLarge(String message) {
        return new ApiStatus(413, "RequestEntityTooLarge", message, null);
    }

    /// 415: the body's media type is not understood.
    public static ApiStatus unsupportedMediaType(List<String> understood) {
        return new ApiStatus(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", understood),
                null);
    }

    /// 500 without a reason, which is how Kubernetes reports what it did not foresee.
    public static ApiStatus failure(String message) {
        return new ApiStatus(500, "", message, null);
    }

    /// 500: something broke on our side.
    public static ApiStatus internal(String message) {
        return new ApiStatus(
                500,
                "InternalError",
                "Internal error occurred: " + message,
                Details.because(List.of(new Cause("", message, ""))));
    }

    /// 503: the server cannot do this now.
    public static ApiStatus unavailable(String message) {
        return new ApiStatus(503, "ServiceUnavailable", message, null);
    }

    /// 504: the wanted resource version has not been reached in time.
    public static ApiStatus versionTooLarge(long wanted, long current) {
        return new ApiStatus(
                504,
                "Timeout",
                "Timeout: Too large resource version: " + wanted + ", current: " + current,
                Details.because(List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
                        .withRetryAfter(Duration.ofSeconds(1)));
    }

    /// The same failure with a token to go on listing with.
    public ApiStatus withContinue(String token) {
        return new ApiStatus(code, reason, message, details, token);
    }

    /// The failure, ready to be thrown.
    public StatusException asException() {
        return new StatusException(this);
    }

    /// The `Status` object as a client sees it.
    public ObjectNode toJson() {
        ObjectNode json = skeleton("Failure", continueToken);
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        if (details != null) {
            json.set("details", details.toJson());
        }
        json.put("code", code);
        return json;
    }

    /// The `Status` object that answers a request which succeeded and has no object to show.
    public static ObjectNode success(Details details) {
        ObjectNode json = skeleton("Success", "");
        json.set("details", details.toJson());
        return json;
    }

    private static ObjectNode skeleton(String outcome, String continueToken) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "Status");
        json.put("apiVersion", "v1");
        ObjectNode metadata = json.putObject("metadata");
        if (!continueToken.isEmpty()) {
            metadata.put("continue", continueToken);
        }
        json.put("status", outcome);
        return json;
    }

    private static String qualified(String what, String group, String name) {
        return resource(what, group) + " \"" + name + "\"";
    }

    private static String resource(String what, String group) {
        return group.isEmpty() ? what : what + "." + group;
    }
}
