package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// Tells a person what the API refused, in its own words, and what to do about it. Pure.
public final class ApiRefusal {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final Pattern OWNER = Pattern.compile("conflict with \"([^\"]*)\"");

    private ApiRefusal() {}

    public static StartFailure explain(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case BAD_REQUEST, UNPROCESSABLE -> new StartFailure(Exit.INVALID, "Refused: " + words(failure), failure);
            case CONFLICT -> new StartFailure(Exit.CONFLICT, conflict(failure), failure);
            case UNAUTHORIZED, FORBIDDEN ->
                new StartFailure(
                        Exit.API,
                        "The API does not let us: " + words(failure) + ". Ask its administrator for the right.",
                        failure);
            case NOT_FOUND -> new StartFailure(Exit.API, missing(words(failure)), failure);
            default -> new StartFailure(Exit.API, "The API cannot be used: " + words(failure), failure);
        };
    }

    /// The API's own words, without those of the client around them.
    static String words(KubernetesClientException failure) {
        Status status = failure.getStatus();
        if (status != null
                && status.getMessage() != null
                && !status.getMessage().isBlank()) {
            return status.getMessage();
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == failure ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause;
    }

    private static String missing(String words) {
        boolean kindIsUnknown = words.contains("could not find the requested resource") || words.contains("page not");
        return "The API says: " + words + (kindIsUnknown ? ". Install the definitions: kubectl apply -f crds/" : "");
    }

    /// Names who holds the fields that were to be changed.
    private static String conflict(KubernetesClientException failure) {
        List<StatusCause> causes = causes(failure);
        if (causes.isEmpty()) {
            return "Somebody else was faster: " + words(failure) + ". Try again.";
        }
        String fields = causes.stream()
                .map(cause -> Objects.requireNonNullElse(cause.getField(), "").replaceFirst("^\\.", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        String owners = causes.stream()
                .map(cause -> owner(Objects.requireNonNullElse(cause.getMessage(), "")))
                .distinct()
                .collect(Collectors.joining(", "));
        return fields + " is set by " + owners + ", not by this command line, and nothing was changed. Change it where "
                + owners + " takes it from: in git, if a GitOps tool applies it.";
    }

    private static List<StatusCause> causes(KubernetesClientException failure) {
        Status status = failure.getStatus();
        if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null) {
            return List.of();
        }
        return status.getDetails().getCauses().stream()
                .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
                .toList();
    }

    private static String owner(String message) {
        Matcher matcher = OWNER.matcher(message);
        return matcher.find() ? "'" + matcher.group(1) + "'" : "another field manager";
    }
}
