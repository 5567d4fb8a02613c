package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the hub answered, and what follows from it. Pure.
///
/// @param retryAfter the header of that name
/// @param text the beginning of the body
record HubAnswer(int status, @Nullable String retryAfter, String text) {

    /// They speak about who asks, where and how often, not about the event: another token, another URL or
    /// another hour may turn them.
    private static final Set<Integer> ABOUT_US = Set.of(401, 402, 403, 404, 405, 407, 408, 421, 423, 425, 426, 429);

    private static final int MOST_TEXT = 300;
    private static final int MOST_DIGITS = 6;

    /// Empty when the hub has taken the event.
    Optional<HubFailure> failure() {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        if (status >= 400 && status < 500 && !ABOUT_US.contains(status)) {
            return Optional.of(new HubFailure.Refused("it answers " + status + said()));
        }
        return Optional.of(new HubFailure.Unreachable("it answers " + status + said() + cure(), pause()));
    }

    private String cure() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> "; name the URL that it redirects to";
            case 401, 403 -> "; check the token";
            case 404, 405 -> "; check the URL and the topic";
            default -> "";
        };
    }

    /// Control characters could forge lines of the log.
    private String said() {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        if (clean.isEmpty()) {
            return "";
        }
        return ": " + (clean.length() > MOST_TEXT ? clean.substring(0, MOST_TEXT) + "…" : clean);
    }

    private @Nullable Duration pause() {
        return retryAfter != null && retryAfter.matches("[0-9]{1," + MOST_DIGITS + "}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }
}
