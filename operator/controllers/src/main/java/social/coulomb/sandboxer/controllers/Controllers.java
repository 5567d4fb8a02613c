package social.coulomb.sandboxer.controllers;

import io.javaoperatorsdk.operator.OperatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;
import social.coulomb.sandboxer.controllers.lease.LeaseHeld;

/// The controllers, active as long as they hold the Lease. A disturbed watch restarts them, never the process.
public final class Controllers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);

    private final ControllersOptions options;
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("controllers-restart").factory());
    private @Nullable ControllerLease lease;
    private @Nullable ControllerRun run;
    private boolean closed;
    private boolean leaseLost;

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
            controllers.begin();
            started = true;
            return controllers;
        } finally {
            if (!started) {
                controllers.close();
            }
        }
    }

    /// Never blocks for long.
    public synchronized ControllersHealth health() {
        List<String> problems = new ArrayList<>();
        if (closed) {
            problems.add("The controllers are stopped.");
        } else if (leaseLost) {
            problems.add("The controllers have lost their Lease and are stopped.");
        } else if (run == null) {
            problems.add("The controllers are being started anew after a disturbed watch.");
        } else {
            problems.addAll(run.problems());
        }
        return new ControllersHealth(problems);
    }

    /// Stops the controllers, cancels what runs and gives the Lease back. What was begun outside is found
    /// again after
    /// the next start.
    @Override
    public void close() {
        restarts.shutdownNow();
        ControllerRun stopping;
        ControllerLease held;
        synchronized (this) {
            closed = true;
            stopping = run;
            run = null;
            held = lease;
            lease = null;
        }
        if (stopping != null) {
            stopping.close();
        }
        if (held != null) {
            held.close();
        }
    }

    private void begin() throws LeaseHeld, InterruptedException {
        ControllerLease held = ControllerLease.acquire(
                options.home().client(),
                options.home().namespace(),
                options.clock(),
                options.leaseTimes(),
                this::leaseIsLost);
        synchronized (this) {
            lease = held;
        }
        ControllerRun begun = ControllerRun.start(options, this::runIsDisturbed);
        synchronized (this) {
            run = begun;
        }
    }

    private void leaseIsLost() {
        ControllerRun stopping;
        synchronized (this) {
            leaseLost = true;
            stopping = run;
            run = null;
        }
        if (stopping != null) {
            stopping.close();
        }
    }

    private void runIsDisturbed(String why) {
        LOG.warn("The controllers are started anew: {}", why);
        schedule(Duration.ZERO);
    }

    private synchronized void schedule(Duration pause) {
        if (!closed && !leaseLost) {
            restarts.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void restart() {
        ControllerRun stopping;
        synchronized (this) {
            stopping = run;
            run = null;
        }
        if (stopping != null) {
            stopping.close();
        }
        synchronized (this) {
            if (closed || leaseLost) {
                return;
            }
        }
        try {
            ControllerRun begun = ControllerRun.start(options, this::runIsDisturbed);
            install(begun);
        } catch (OperatorException | io.fabric8.kubernetes.client.KubernetesClientException e) {
            LOG.warn("The controllers could not be started yet: {}", e.getMessage());
            schedule(RESTART_PAUSE);
        }
    }

    private void install(ControllerRun begun) {
        boolean wanted;
        synchronized (this) {
            wanted = !closed && !leaseLost;
            if (wanted) {
                run = begun;
            }
        }
        if (!wanted) {
            begun.close();
        }
    }
}
