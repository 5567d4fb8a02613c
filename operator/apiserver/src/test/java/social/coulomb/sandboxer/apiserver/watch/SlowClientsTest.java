package social.coulomb.sandboxer.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SlowClientsTest {

    @Test
    void transferThatHangsIsInterruptedAndTheThreadGoesOnUnharmed() {
        try (var clients = new SlowClients(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> clients.within(SlowClientsTest::hang)).isInstanceOf(IOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void transfersInTimeAreLeftAlone() throws Exception {
        try (var clients = new SlowClients(Duration.ofMillis(20))) {
            var done = new AtomicInteger();
            for (int count = 0; count < 2000; count++) {
                clients.within(done::incrementAndGet);
            }
            assertThat(done).hasValue(2000);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void everyFailureOfATransferIsTheClientsAbsence() {
        try (var clients = new SlowClients(Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> clients.within(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    private static void hang() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }
}
