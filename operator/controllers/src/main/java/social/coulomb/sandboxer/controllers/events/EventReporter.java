package social.coulomb.sandboxer.controllers.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people about transitions as Kubernetes Events. Best effort: never blocks a pass, never fails one.
public final class EventReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventReporter.class);
    private static final int MAX_WAITING = 1000;

    /// An API that makes what comes together durable together takes four in the time of one.
    private static final int SENT_AT_ONCE = 4;

    private static final int MAX_MESSAGE = 1024;
    private static final String COMPONENT = "sandboxer";
    private static final int FORBIDDEN = 403;
    private static final int INVALID = 422;

    /// The only namespace in which the API takes Events about cluster-scoped objects.
    private static final String OF_THE_CLUSTER = "default";

    /// How an Event is shown.
    public enum Severity {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }
    }

    private final KubernetesClient client;
    private final Clock clock;
    private final LeftOutEvents leftOut;
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            SENT_AT_ONCE,
            SENT_AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofVirtual().name("events-", 0).factory(),
            (task, executor) -> leaveOut());

    public EventReporter(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.leftOut = new LeftOutEvents(clock);
    }

    /// Returns at once. The same words about the same object are counted on one Event.
    public void report(HasMetadata about, Severity severity, String reason, String message) {
        report(about, severity, reason, message, Map.of());
    }

    /// The same, with labels to select Events by.
    public void report(
            HasMetadata about, Severity severity, String reason, String message, Map<String, String> labels) {
        Event event = event(about, severity, reason, cut(message));
        event.getMetadata().setLabels(labels);
        sender.execute(() -> send(event));
    }

    /// Sends what waits, for a few seconds at most.
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(3, TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
        leftOut.rest().ifPresent(EventReporter::tellLeftOut);
    }

    private void leaveOut() {
        leftOut.add().ifPresent(EventReporter::tellLeftOut);
    }

    private static void tellLeftOut(long count) {
        LOG.warn("Too many events at once: {} left out since this was last said", count);
    }

    private Event event(HasMetadata about, Severity severity, String reason, String message) {
        ObjectReference object = new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .build();
        String namespace = object.getNamespace() == null ? OF_THE_CLUSTER : object.getNamespace();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(object, reason, message))
                .endMetadata()
                .withInvolvedObject(object)
                .withType(severity.word)
                .withReason(reason)
                .withMessage(message)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }

    private void send(Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                countOn(event);
            } else {
                tell(event, e);
            }
        } catch (RuntimeException e) {
            LOG.debug("An event could not be sent", e);
        }
    }

    /// Reads the Event first: it was made by an earlier report, perhaps of an earlier process.
    private void countOn(Event event) {
        try {
            client.v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .withName(event.getMetadata().getName())
                    .edit(known -> new EventBuilder(known)
                            .withCount(known.getCount() == null ? 2 : known.getCount() + 1)
                            .withLastTimestamp(event.getLastTimestamp())
                            .build());
        } catch (RuntimeException e) {
            LOG.debug("An event could not be counted", e);
        }
    }

    /// What is refused will be refused again; what got lost on its way, or with its namespace, is not worth a word.
    private static void tell(Event event, KubernetesClientException failure) {
        boolean refused = failure.getCode() == INVALID || failure.getCode() == FORBIDDEN;
        if (refused && !endsWithItsNamespace(failure)) {
            LOG.warn("The event {} was refused: {}", event.getReason(), failure.getMessage());
        } else {
            LOG.debug("An event could not be sent", failure);
        }
    }

    private static boolean endsWithItsNamespace(KubernetesClientException failure) {
        return Stream.ofNullable(failure.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getDetails()))
                .flatMap(details -> details.getCauses().stream())
                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    private static String name(ObjectReference object, String reason, String message) {
        String words = String.join("\n", String.valueOf(object.getUid()), reason, message);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            String name = object.getName();
            String start = name.length() > 200 ? name.substring(0, 200) : name;
            return start + "." + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
