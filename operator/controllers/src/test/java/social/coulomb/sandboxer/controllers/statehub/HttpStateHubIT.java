package social.coulomb.sandboxer.controllers.statehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.controllers.statehub.Told.events;
import static social.coulomb.sandboxer.controllers.statehub.Told.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;

final class HttpStateHubIT {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Source A = source("a");
    private static final Source B = source("b");
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final DeliveryLimits LIMITS = new DeliveryLimits(4, 100, 3, SHORT, SHORT);

    private final DeliveryLines lines = new DeliveryLines(LIMITS);
    private HttpHub hub;
    private HttpStateHub client;
    private Deliveries deliveries;

    @BeforeEach
    void start() throws IOException {
        hub = new HttpHub();
        client = new HttpStateHub(hub.settings("s3cret"), PATIENCE);
        Consumer<Source> nobody = source -> {};
        deliveries = new Deliveries(
                client,
                lines,
                new HubPace(SHORT),
                new HubMeters(new SimpleMeterRegistry()),
                new Deliveries.Listeners(nobody, nobody));
        deliveries.start(LIMITS.atOnce());
    }

    @AfterEach
    void stop() {
        deliveries.close();
        client.close();
        hub.close();
    }

    @Test
    void anEventIsTheHubsProgressRequest() throws Exception {
        client.deliver(events(A, 7, 7).getFirst());

        assertThat(hub.taken()).singleElement().satisfies(request -> {
            assertThat(request.at("/summary").asText()).isEqualTo("Event 7");
            assertThat(request.at("/event_type").asText()).isEqualTo("note");
            assertThat(request.at("/author").asText()).isEqualTo("sandboxer");
            assertThat(request.at("/topic_id").asText()).isEqualTo("3f2b8c1e-5d4a-4b6f-9a70-1c2d3e4f5a6b");
            assertThat(request.at("/detail/state").asText()).isEqualTo("ready");
            assertThat(request.at("/detail/object/name").asText()).isEqualTo("a");
            assertThat(request.has("created_at")).isFalse();
        });
        assertThat(hub.authorizations()).containsExactly("Bearer s3cret");
    }

    @Test
    void noTokenMeansNoCredentials() throws Exception {
        try (HttpStateHub anonymous = new HttpStateHub(hub.settings(), PATIENCE)) {
            anonymous.deliver(events(A, 1, 1).getFirst());
        }
        assertThat(hub.authorizations()).containsExactly("null");
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() {
        hub.has(HttpHub.answering(307, "Location", "http://127.0.0.1:9/"));
        assertThatThrownBy(() -> client.deliver(events(A, 1, 1).getFirst()))
                .isInstanceOf(HubFailure.Unreachable.class)
                .hasMessageContaining("redirects")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() throws Exception {
        hub.has((self, exchange, event) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(much);
            }
            exchange.close();
            return true;
        });
        client.deliver(events(A, 1, 1).getFirst());
    }

    @Test
    void anAnswerThatNeverEndsIsNoAnswer() {
        hub.has((self, exchange, event) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            return HttpHub.hanging().befalls(self, exchange, event);
        });
        assertThatThrownBy(() -> client.deliver(events(A, 1, 1).getFirst())).isInstanceOf(HubFailure.Unreachable.class);
    }

    @Test
    void lostAnswersMakeDuplicatesWithTheSameId() {
        AtomicInteger lost = new AtomicInteger();
        hub.has((self, exchange, event) ->
                lost.getAndIncrement() % 2 == 0 && HttpHub.losingAnswers().befalls(self, exchange, event));
        lines.offer(A, events(A, 1, 3));
        awaitTold(A, 3);
        assertThat(hub.sequences(A.uid())).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
        assertThat(hub.taken().stream()
                        .map(event -> event.at("/detail/event_id").asText())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aHubInTroubleGetsEverythingInOrderLater() {
        for (HttpHub.Trouble trouble : List.of(
                HttpHub.answering(500),
                HttpHub.answering(503),
                HttpHub.answering(429, "Retry-After", "0"),
                HttpHub.answering(401),
                HttpHub.answering(404),
                HttpHub.hanging())) {
            int before = hub.requests().size();
            hub.has(trouble);
            long next = lines.acknowledged(A.uid()) + 1;
            lines.offer(A, events(A, next, next + 1));
            lines.offer(B, events(B, next, next + 1));
            await().until(() -> hub.requests().size() > before + 2);
            hub.isWell();
            awaitTold(A, next + 1);
            awaitTold(B, next + 1);
        }
        assertThat(hub.sequences(A.uid())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(hub.sequences(B.uid())).containsExactlyElementsOf(hub.sequences(A.uid()));
    }

    @Test
    void aHubThatIsDownForAWhileGetsEverythingInOrderLater() throws Exception {
        lines.offer(A, events(A, 1, 1));
        awaitTold(A, 1);
        hub.goesDown();
        lines.offer(A, events(A, 2, 5));
        await().during(Duration.ofMillis(500)).until(() -> lines.acknowledged(A.uid()) == 1);
        hub.comesBack();
        awaitTold(A, 5);
        assertThat(hub.sequences(A.uid())).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void anEventThatTheHubRefusesIsAskedOnceAndHoldsNothingUp() {
        hub.has((self, exchange, event) ->
                isPoison(event) && HttpHub.answering(422).befalls(self, exchange, event));
        lines.offer(A, events(A, 1, 3));
        awaitTold(A, 3);
        assertThat(hub.sequences(A.uid())).containsExactly(1L, 3L);
        assertThat(hub.requests().stream().filter(HttpStateHubIT::isPoison)).hasSize(1);
    }

    @Test
    void aWishToBeLeftAloneIsRespected() {
        hub.has(HttpHub.answering(429, "Retry-After", "2"));
        lines.offer(A, events(A, 1, 1));
        await().until(() -> hub.requests().size() == 1);
        hub.isWell();
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .until(() -> hub.requests().size() == 1);
        awaitTold(A, 1);
    }

    private static boolean isPoison(JsonNode event) {
        return event.at("/summary").asText().equals("Event 2");
    }

    private void awaitTold(Source source, long sequence) {
        await().until(() -> lines.acknowledged(source.uid()) == sequence);
    }
}
