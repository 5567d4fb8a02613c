package social.coulomb.sandboxer.controllers.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the Lease that lets one set of controllers act in an API, and renews it until closed.
///
/// Another holder's Lease is taken over only when its process is proven dead, or when it was not renewed for
/// its whole duration while we looked: nobody's clock is believed but our own.
public final class ControllerLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerLease.class);

    /// What the Lease is called, in the controllers' own namespace.
    public static final String NAME = "sandboxer-controllers";

    private static final int CONFLICT = 409;

    /// How long a Lease lasts without renewal, how often it is renewed, and when a holder that cannot renew
    /// gives up.
    public record Times(Duration duration, Duration renewal, Duration surrender) {
        public static final Times STANDARD =
                new Times(Duration.ofSeconds(15), Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;
    private final Times times;
    private final HolderIdentity self = HolderIdentity.ofThisProcess();
    private final ScheduledExecutorService renewals = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("controller-lease-", 0).factory());
    private volatile Lease held;
    private volatile Instant renewedAt;
    private volatile @Nullable Instant renewingSince;
    private volatile boolean lost;

    /// Blocks until the Lease is held: at once when it is free, for its duration when its holder may have died.
    ///
    /// @param onLoss called once, from a thread of its own, when the Lease is lost
    /// @throws LeaseHeld when its holder is alive
    /// @throws InterruptedException when interrupted while waiting
    public static ControllerLease acquire(
            KubernetesClient client, String namespace, Clock clock, Times times, Runnable onLoss)
            throws LeaseHeld, InterruptedException {
        ControllerLease lease = new ControllerLease(client, namespace, clock, times);
        lease.take();
        lease.keep(onLoss);
        return lease;
    }

    private ControllerLease(KubernetesClient client, String namespace, Clock clock, Times times) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
        this.times = times;
        this.held = new Lease();
        this.renewedAt = clock.instant();
    }

    public boolean isHeld() {
        return !lost && !renewals.isShutdown();
    }

    /// Gives the Lease back, so that the next holder need not wait.
    @Override
    public void close() {
        renewals.shutdownNow();
        if (lost) {
            return;
        }
        try {
            client.resource(new LeaseBuilder(held)
                            .editSpec()
                            .withHolderIdentity("")
                            .endSpec()
                            .build())
                    .lockResourceVersion()
                    .update();
        } catch (KubernetesClientException e) {
            LOG.info("The controllers' Lease could not be given back and will run out: {}", e.getMessage());
        }
    }

    private void take() throws LeaseHeld, InterruptedException {
        while (true) {
            Lease found = read();
            if (found == null || isFree(found)) {
                if (tryTake(found)) {
                    return;
                }
            } else if (staysSilent(found) && tryTake(found)) {
                return;
            }
        }
    }

    /// Watches a Lease for its whole duration.
    ///
    /// @return false when it was given back meanwhile
    /// @throws LeaseHeld when it was renewed: its holder is alive
    private boolean staysSilent(Lease found) throws LeaseHeld, InterruptedException {
        LOG.info("Waiting whether {} still renews the controllers' Lease", holder(found));
        long end = System.nanoTime() + times.duration().toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(Math.max(1, Math.min(times.renewal().toNanos() / 4, end - System.nanoTime())));
            Lease now = read();
            if (now == null || isFree(now)) {
                return false;
            }
            if (!isSame(found, now)) {
                throw new LeaseHeld(namespace + "/" + NAME, holder(now));
            }
        }
        return true;
    }

    private @Nullable Lease read() {
        return client.leases().inNamespace(namespace).withName(NAME).get();
    }

    private static boolean isFree(Lease lease) {
        if (holder(lease).isEmpty()) {
            return true;
        }
        return HolderIdentity.parse(holder(lease))
                .map(HolderIdentity::isProvenDead)
                .orElse(false);
    }

    private static boolean isSame(Lease one, Lease other) {
        return one.getMetadata().getResourceVersion().equals(other.getMetadata().getResourceVersion());
    }

    private static String holder(Lease lease) {
        return lease.getSpec() == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }

    private boolean tryTake(@Nullable Lease found) {
        try {
            held = found == null
                    ? client.resource(mine(null)).create()
                    : client.resource(mine(found)).lockResourceVersion().update();
            renewedAt = clock.instant();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private Lease mine(@Nullable Lease found) {
        ZonedDateTime now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        int transitions =
                found == null || found.getSpec() == null || found.getSpec().getLeaseTransitions() == null
                        ? 0
                        : found.getSpec().getLeaseTransitions() + 1;
        LeaseBuilder builder = found == null
                ? new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(NAME)
                        .endMetadata()
                : new LeaseBuilder(found);
        return builder.withNewSpec()
                .withHolderIdentity(self.toString())
                .withLeaseDurationSeconds((int) times.duration().toSeconds())
                .withAcquireTime(now)
                .withRenewTime(now)
                .withLeaseTransitions(transitions)
                .endSpec()
                .build();
    }

    private void keep(Runnable onLoss) {
        long pause = times.renewal().toMillis();
        renewals.scheduleWithFixedDelay(() -> renew(onLoss), pause, pause, TimeUnit.MILLISECONDS);
        renewals.scheduleWithFixedDelay(() -> giveUpHopeless(onLoss), pause, pause / 4, TimeUnit.MILLISECONDS);
    }

    /// An API that fell silent keeps a renewal waiting far beyond the Lease's end.
    private void giveUpHopeless(Runnable onLoss) {
        Instant begun = renewingSince;
        Instant now = clock.instant();
        if (begun != null
                && now.isAfter(begun.plus(times.renewal()))
                && now.isAfter(renewedAt.plus(times.surrender()))) {
            lose("no answer from the API", onLoss);
        }
    }

    private void renew(Runnable onLoss) {
        if (lost) {
            return;
        }
        Instant now = clock.instant();
        renewingSince = now;
        try {
            held = client.resource(new LeaseBuilder(held)
                            .editSpec()
                            .withRenewTime(ZonedDateTime.ofInstant(now, ZoneOffset.UTC))
                            .endSpec()
                            .build())
                    .lockResourceVersion()
                    .update();
            renewedAt = now;
        } catch (KubernetesClientException e) {
            loseUnlessTransient(e, onLoss);
        } finally {
            renewingSince = null;
        }
    }

    private void loseUnlessTransient(KubernetesClientException failure, Runnable onLoss) {
        boolean taken = failure.getCode() == CONFLICT && !isStillMine();
        boolean overdue = clock.instant().isAfter(renewedAt.plus(times.surrender()));
        if (taken || overdue) {
            lose(String.valueOf(failure.getMessage()), onLoss);
        } else {
            LOG.warn("The controllers' Lease could not be renewed yet: {}", failure.getMessage());
        }
    }

    private synchronized void lose(String why, Runnable onLoss) {
        if (!lost) {
            lost = true;
            LOG.error("The controllers' Lease is lost: {}", why);
            Thread.ofPlatform().daemon().name("controller-lease-lost").start(onLoss);
        }
    }

    /// Somebody else may have edited it without taking it.
    private boolean isStillMine() {
        try {
            Lease found = read();
            if (found != null && holder(found).equals(self.toString())) {
                held = found;
                return true;
            }
            return false;
        } catch (KubernetesClientException e) {
            return true;
        }
    }
}
