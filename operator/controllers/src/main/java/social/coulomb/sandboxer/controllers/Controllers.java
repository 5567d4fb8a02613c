package social.coulomb.sandboxer.controllers;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;
import social.coulomb.sandboxer.controllers.lease.LeaseHeld;

/// The controllers, active as long as they hold the Lease. A disturbed watch or a lost Lease stops them until
/// they can be started anew; it never ends the process.
public final class Controllers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private final ControllersOptions options;
    private final ScheduledExecutorService revivals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("controllers-revival").factory());
    private @Nullable ControllerLease lease;
    private @Nullable ControllerRun run;
    private boolean closed;
    private String problem = "The controllers are starting.";

    private Controllers(ControllersOptions options) {
        this.options = options;
    }

    /// Blocks until the Lease is held and every object was read once.
    ///
    /// @throws LeaseHeld when another set of controllers is active
    /// @throws InterruptedException when interrupted while waiting for the Lease
    public static Controllers start(ControllersOptions options) throws LeaseHeld, InterruptedException {
        Controllers controllers = new Controllers(options);
        boolean started = false;
        try {
            controllers.activate();
            started = true;
            return controllers;
        } finally {
            if (!started) {
                controllers.close();
            }
        }
    }

    /// Never blocks for long.
    public ControllersHealth health() {
        ControllerRun active;
        synchronized (this) {
            if (run == null) {
                return new ControllersHealth(List.of(problem));
            }
            active = run;
        }
        return new ControllersHealth(active.problems());
    }

    /// Stops the controllers, cancels what runs and gives the Lease back. What was begun outside is found again
    /// after the next start.
    @Override
    public void close() {
        stopRun("The controllers are stopped.", true);
        revivals.shutdownNow();
        ControllerLease held;
        synchronized (this) {
            held = lease;
            lease = null;
        }
        if (held != null) {
            held.close();
        }
    }

    /// Blocks until the controllers are active; a Lease that is still held is used again.
    private void activate() throws LeaseHeld, InterruptedException {
        if (!holdsLease()) {
            ControllerLease acquired = ControllerLease.acquire(
                    options.home().client(),
                    options.home().namespace(),
                    options.clock(),
                    options.leaseTimes(),
                    () -> revive(
                            "The controllers have lost their Lease.",
                            options.leaseTimes().duration()));
            keepOrClose(acquired);
        }
        ControllerRun begun =
                ControllerRun.start(options, why -> revive("The controllers are started anew: " + why, Duration.ZERO));
        keepOrClose(begun);
    }

    private synchronized boolean holdsLease() {
        return lease != null && lease.isHeld();
    }

    private void keepOrClose(ControllerLease acquired) {
        ControllerLease unwanted;
        synchronized (this) {
            unwanted = closed ? acquired : lease;
            lease = closed ? null : acquired;
        }
        if (unwanted != null) {
            unwanted.close();
        }
    }

    private void keepOrClose(ControllerRun begun) {
        boolean wanted;
        synchronized (this) {
            wanted = !closed && lease != null && lease.isHeld();
            if (wanted) {
                run = begun;
            }
        }
        if (!wanted) {
            begun.close();
        }
    }

    /// Stops what is active and has it started anew after a pause, again and again until that succeeds. Returns
    /// at once: it is called from threads that the stopping waits for.
    private synchronized void revive(String why, Duration pause) {
        if (!closed) {
            LOG.warn("{}", why);
            revivals.execute(() -> stopRun(why, false));
            revivals.schedule(this::tryToActivate, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tryToActivate() {
        synchronized (this) {
            if (run != null) {
                return;
            }
        }
        try {
            activate();
            LOG.info("The controllers are active again");
        } catch (LeaseHeld e) {
            revive(String.valueOf(e.getMessage()), options.leaseTimes().duration());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OperatorException | KubernetesClientException e) {
            revive("The controllers could not be started yet: " + e.getMessage(), RETRY_PAUSE);
        }
    }

    private void stopRun(String why, boolean forGood) {
        ControllerRun stopping;
        synchronized (this) {
            closed |= forGood;
            problem = why;
            stopping = run;
            run = null;
        }
        if (stopping != null) {
            stopping.close();
        }
    }
}
