package social.coulomb.sandboxer.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.events.EventReporter;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;

final class EventsIT {

    private static final Instant FIRST = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theSameWordsAreCountedOnOneEventWhoeverSaysThemAgain() {
        HasMetadata about = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("told")
                .withUid("1-2-3")
                .endMetadata()
                .build();
        for (int time = 0; time < 3; time++) {
            Clock clock = Clock.fixed(FIRST.plus(Duration.ofMinutes(time)), ZoneOffset.UTC);
            try (EventReporter reporter = new EventReporter(fixture.client, clock)) {
                reporter.report(about, Severity.NORMAL, "Told", "The same words.");
            }
        }

        assertThat(fixture.events("told")).singleElement().satisfies(event -> {
            assertThat(event.getCount()).isEqualTo(3);
            assertThat(event.getFirstTimestamp()).isEqualTo("2026-11-01T12:00:00Z");
            assertThat(event.getLastTimestamp()).isEqualTo("2026-11-01T12:02:00Z");
        });
    }

    @Test
    void whatTurnsAboutAHostIsToldWhereTheApiTakesIt() throws Exception {
        fixture.start();
        fixture.host("host-a", "host-a.test");
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
        fixture.stop();

        assertThat(fixture.events("host-a"))
                .anySatisfy(event -> assertThat(event.getReason()).isEqualTo("Ready"));
    }
}
