package social.coulomb.sandboxer.apiserver.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WatchOptions;
import social.coulomb.sandboxer.apiserver.watch.EventShape;
import social.coulomb.sandboxer.apiserver.watch.Watch;
import social.coulomb.sandboxer.apiserver.watch.WatchTimes;

/// Begins watches.
final class WatchOpener {

    /// Clients that state no time are sent away after 30 to 60 minutes, not all of them at once.
    private static final long SHORTEST_MINUTES = 30;

    private final ResourceOperations operations;
    private final ObjectAnswers answers;

    WatchOpener(ResourceOperations operations, ObjectAnswers answers) {
        this.operations = operations;
        this.answers = answers;
    }

    /// @param name of the one object to watch; empty for all
    Answer.Streamed open(ApiRequest request, RequestScope scope, String name) {
        AnswerForm form = Negotiation.ofWatch(request);
        WatchOptions options = ReadQuery.watch(request.query(), name);
        Duration lifetime = lifetime(request.query().number("timeoutSeconds"));
        EventShape shape = answers.events(scope.type(), form, request);
        var watch =
                new Watch(operations.watch(scope, options), shape, WatchTimes.lasting(lifetime, options.bookmarks()));
        return new Answer.Streamed(form.format().mediaType(), List.of(), watch);
    }

    private static Duration lifetime(long seconds) {
        return seconds > 0
                ? Duration.ofSeconds(seconds)
                : Duration.ofMinutes(SHORTEST_MINUTES)
                        .plusSeconds(ThreadLocalRandom.current().nextLong(SHORTEST_MINUTES * 60));
    }
}
