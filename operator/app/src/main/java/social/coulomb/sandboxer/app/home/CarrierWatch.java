package social.coulomb.sandboxer.app.home;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many threads of the machine carry the virtual ones of a program that has started: about one for each
/// processor, and more when those are too few.
///
/// Few carriers are fast: each takes its work to the next wait, where many would share the processors and all be
/// late. At 45 sandboxes a second on two processors the median from create to Ready is 40 ms with 4 and 240 ms
/// with 32. But a virtual thread that waits until another has loaded or initialised a class keeps its carrier
/// meanwhile, and when all of them are kept, nothing goes on for ever. So the program starts with many, and from
/// then on a virtual thread is tried again and again: when it does not get to run, there are twice as many.
final class CarrierWatch implements AutoCloseable {

    static final int FEWEST = 4;
    private static final int MOST = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);

    private final VirtualThreadSchedulerMXBean scheduler;
    private final Executor virtual;
    private final Duration patience;
    private final Thread watch;

    private CarrierWatch(VirtualThreadSchedulerMXBean scheduler, Executor virtual, Duration patience) {
        this.scheduler = scheduler;
        this.virtual = virtual;
        this.patience = patience;
        this.watch = Thread.ofPlatform().daemon().name("carrier-watch").unstarted(this::run);
    }

    /// Lowers the number of carriers from the many of the start, and begins to watch.
    static CarrierWatch start() {
        return start(
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class),
                Thread::startVirtualThread,
                PATIENCE,
                Runtime.getRuntime().availableProcessors());
    }

    /// @param virtual runs what it is given on a virtual thread
    /// @param patience how long such a thread may wait for a carrier, and how long to wait before the next is tried
    static CarrierWatch start(
            VirtualThreadSchedulerMXBean scheduler, Executor virtual, Duration patience, int processors) {
        int enough = Math.max(FEWEST, processors);
        if (scheduler.getParallelism() > enough) {
            scheduler.setParallelism(enough);
        }
        var watch = new CarrierWatch(scheduler, virtual, patience);
        watch.watch.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                if (!runsInTime()) {
                    raise();
                }
                Thread.sleep(patience);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runsInTime() throws InterruptedException {
        var ran = new CountDownLatch(1);
        virtual.execute(ran::countDown);
        return ran.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void raise() {
        int carriers = scheduler.getParallelism();
        if (carriers < MOST) {
            int more = Math.min(MOST, 2 * carriers);
            scheduler.setParallelism(more);
            LOG.warn("No virtual thread got to run for {}: {} carriers instead of {}", patience, more, carriers);
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
