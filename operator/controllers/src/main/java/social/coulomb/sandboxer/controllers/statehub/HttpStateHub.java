package social.coulomb.sandboxer.controllers.statehub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A State Hub behind its HTTP API.
public final class HttpStateHub implements StateHub {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateHubSettings settings;
    private final Duration patience;
    private final URI progress;
    private final HttpClient client;

    public HttpStateHub(StateHubSettings settings) {
        this(settings, PATIENCE);
    }

    /// @param patience for one event, from the connection to the end of the answer
    HttpStateHub(StateHubSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
        this.progress = URI.create(settings.url() + "/progress/");
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("state-hub-http-", 0).factory()))
                .build();
    }

    @Override
    public void deliver(LifecycleEvent event) throws HubFailure, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request(event), answer -> new AnswerBeginning());
        try {
            HttpResponse<String> response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            HubAnswer answer = new HubAnswer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    response.body());
            Optional<HubFailure> failure = answer.failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (TimeoutException e) {
            throw new HubFailure.Unreachable("it has not answered within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new HubFailure.Unreachable(
                    "it cannot be reached: " + words(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest request(LifecycleEvent event) throws HubFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(progress)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(event)));
        if (settings.token() != null) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return request.build();
    }

    private String body(LifecycleEvent event) throws HubFailure {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("summary", event.summary());
        body.put("event_type", event.type().word());
        body.put("author", settings.author());
        if (settings.topic() != null) {
            body.put("topic_id", settings.topic().toString());
        }
        body.put("detail", event.detail());
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new HubFailure.Refused("it cannot be told: " + e.getOriginalMessage());
        }
    }

    /// A connection's failure often has no message of its own.
    private static String words(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof IOException && failure.getMessage() != null
                ? name + " (" + failure.getMessage() + ")"
                : name;
    }
}
