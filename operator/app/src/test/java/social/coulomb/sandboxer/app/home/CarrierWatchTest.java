package social.coulomb.sandboxer.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.management.ObjectName;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

final class CarrierWatchTest {

    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final Scheduler scheduler = new Scheduler(32);

    @Test
    void aStartedProgramHasAtLeastFour() {
        try (var watch = CarrierWatch.start(scheduler, Runnable::run, PATIENCE, 2)) {
            assertThat(watch).isNotNull();
            assertThat(scheduler.getParallelism()).isEqualTo(CarrierWatch.FEWEST);
        }
    }

    @Test
    void aLargeMachineHasOneForEachProcessor() {
        try (var watch = CarrierWatch.start(scheduler, Runnable::run, PATIENCE, 24)) {
            assertThat(watch).isNotNull();
            assertThat(scheduler.getParallelism()).isEqualTo(24);
        }
    }

    @Test
    void fewerThatSomebodyChoseStay() {
        scheduler.setParallelism(1);

        try (var watch = CarrierWatch.start(scheduler, Runnable::run, PATIENCE, 2)) {
            assertThat(watch).isNotNull();
            assertThat(scheduler.getParallelism()).isEqualTo(1);
        }
    }

    @Test
    void threadsThatDoNotGetToRunGetMoreCarriers() {
        try (var watch = CarrierWatch.start(scheduler, waiting -> {}, PATIENCE, 2)) {
            assertThat(watch).isNotNull();
            await().until(() -> scheduler.getParallelism() == 256);
        }
    }

    @Test
    void asSoonAsTheyRunTheNumberStays() throws InterruptedException {
        var tries = new Semaphore(0);
        Executor fromTheSecondOn = probe -> {
            if (scheduler.getParallelism() > CarrierWatch.FEWEST) {
                probe.run();
            }
            tries.release();
        };

        try (var watch = CarrierWatch.start(scheduler, fromTheSecondOn, PATIENCE, 2)) {
            assertThat(watch).isNotNull();
            tries.acquire(5);
            assertThat(scheduler.getParallelism()).isEqualTo(2 * CarrierWatch.FEWEST);
        }
    }

    private static final class Scheduler implements VirtualThreadSchedulerMXBean {

        private volatile int parallelism;

        Scheduler(int parallelism) {
            this.parallelism = parallelism;
        }

        @Override
        public int getParallelism() {
            return parallelism;
        }

        @Override
        public void setParallelism(int size) {
            parallelism = size;
        }

        @Override
        public int getPoolSize() {
            return parallelism;
        }

        @Override
        public int getMountedVirtualThreadCount() {
            return 0;
        }

        @Override
        public long getQueuedVirtualThreadCount() {
            return 0;
        }

        @Override
        public ObjectName getObjectName() {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}
