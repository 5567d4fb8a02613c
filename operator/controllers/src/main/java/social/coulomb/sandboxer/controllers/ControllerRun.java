package social.coulomb.sandboxer.controllers;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.activity.ActivityWatch;
import social.coulomb.sandboxer.controllers.backends.Adapters;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.catalog.CatalogAnnotator;
import social.coulomb.sandboxer.controllers.catalog.CatalogWatch;
import social.coulomb.sandboxer.controllers.catalog.RecipeArchive;
import social.coulomb.sandboxer.controllers.events.EventReporter;
import social.coulomb.sandboxer.controllers.hostprobe.HostProbeController;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuotas;
import social.coulomb.sandboxer.controllers.reconcile.ClockWatch;
import social.coulomb.sandboxer.controllers.reconcile.Lanes;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.BackendHealth;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.controllers.routing.LatencyBook;
import social.coulomb.sandboxer.controllers.sandbox.SandboxController;
import social.coulomb.sandboxer.controllers.sandbox.Tenancy;
import social.coulomb.sandboxer.controllers.statehub.Announcements;
import social.coulomb.sandboxer.controllers.steplog.StepLog;
import social.coulomb.sandboxer.controllers.telemetry.CanaryTelemetry;
import social.coulomb.sandboxer.controllers.telemetry.TelemetrySinks;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// One run of the controllers, from their start to a disturbance or the end.
final class ControllerRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerRun.class);
    private static final int RECONCILES_AT_ONCE = 32;
    private static final long PAGE = 500;
    private static final Duration LONGEST_FIRST_LOOK = Duration.ofSeconds(10);
    private static final Duration TERMINATION = Duration.ofSeconds(5);
    private static final Duration SAFETY_INTERVAL = Duration.ofMinutes(10);

    private static final String FRAMEWORK_METRICS = "operator.sdk.";

    private final MeterRegistry meters;
    private final EventReporter events;
    private final Announcements announcements;
    private final CatalogWatch catalog;
    private final Backends backends;
    private final CatalogAnnotator annotator;
    private final RecipeArchive recipes;
    private final Experience experience;
    private final HostBoard board;
    private final KubernetesClient client;
    private final NamespaceQuotas quotas;
    private final ActivityWatch activity;
    private final ClockWatch clockWatch;
    private final StepLog stepLog;
    private final SandboxController sandboxes;
    private final HostProbeController hosts;
    private final Operator operator;
    private final ExecutorService reconciles;
    private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("controllers-upkeep").factory());
    private final AtomicBoolean closing = new AtomicBoolean();

    private ControllerRun(ControllersOptions options, Consumer<String> onDisturbance) {
        ControllersOptions.Home home = options.home();
        meters = options.meters();
        client = home.client();
        events = new EventReporter(home.client(), options.clock());
        EventReporter reporter = events;
        announcements =
                Announcements.to(options.policy().stateHub(), home.client(), home.namespace(), options.meters());
        Adapters adapters = new Adapters(options.outside().providers());
        catalog = CatalogWatch.start(
                home.client(),
                home.namespace(),
                adapters::flaw,
                (map, problem) -> tellCatalogProblem(reporter, map, problem));
        recipes = RecipeArchive.start(home.client(), home.namespace(), catalog::catalog, options.clock());
        board = new HostBoard();
        experience =
                new Experience(new LatencyBook(options.meters(), options.clock()), new BackendHealth(options.clock()));
        Surroundings surroundings = new Surroundings(
                home.installation(),
                options.clock().instant(),
                options.clock(),
                new Lanes(),
                events,
                options.meters(),
                options.policy().faults());
        stepLog = new StepLog(home.client(), options.clock());
        backends = new Backends(adapters, options.outside().services(), catalog::catalog);
        quotas = NamespaceQuotas.start(home.client(), options.policy().tenants().quota());
        activity = ActivityWatch.start(home.client());
        sandboxes = SandboxController.create(surroundings, parts(options));
        hosts = hosts(options, surroundings);
        catalog.onChange(changed -> sandboxes.catalogHasChanged());
        clockWatch = ClockWatch.start(options.clock(), sandboxes::clockWasSet);
        reconciles = Executors.newFixedThreadPool(
                RECONCILES_AT_ONCE, Thread.ofVirtual().name("reconcile-", 0).factory());
        operator = operator(options, home.client(), onDisturbance);
        register(sandboxes.reconciler());
        register(hosts.reconciler());
        annotator = CatalogAnnotator.start(home.client(), catalog, backends::availability, options.clock());
    }

    /// Blocks until every object was read once.
    ///
    /// @param onDisturbance called when the run cannot go on, with the reason; the run is still to be closed
    static ControllerRun start(ControllersOptions options, Consumer<String> onDisturbance) {
        ControllerRun run = new ControllerRun(options, onDisturbance);
        boolean started = false;
        try {
            run.announcements.start();
            run.board.await(run.declaredHosts());
            run.operator.start();
            run.sandboxes.recall(run.experience.latencies());
            run.upkeep.schedule(run.board::awaitNoMore, LONGEST_FIRST_LOOK.toSeconds(), TimeUnit.SECONDS);
            run.upkeep.scheduleWithFixedDelay(run::tidyRecipes, 1, 1, TimeUnit.HOURS);
            started = true;
            return run;
        } finally {
            if (!started) {
                run.close();
            }
        }
    }

    private List<String> declaredHosts() {
        return client.resources(HostProbe.class).list().getItems().stream()
                .map(host -> host.getMetadata().getName())
                .toList();
    }

    /// Recipes that no sandbox was made from any more go.
    private void tidyRecipes() {
        try {
            recipes.retainOnly(sandboxes.recipesInUse());
        } catch (RuntimeException e) {
            LOG.warn("Old recipes could not be tidied up and stay for now: {}", e.toString());
        }
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!operator.getRuntimeInfo().isStarted()) {
            problems.add("The controllers are starting.");
        }
        if (!catalog.isHealthy()) {
            problems.add("The catalog's watch is disturbed.");
        }
        if (!recipes.isHealthy()) {
            problems.add("The watch over recipes is disturbed.");
        }
        if (!quotas.isHealthy()) {
            problems.add("The watch over Namespaces is disturbed.");
        }
        if (!activity.isHealthy()) {
            problems.add("The watch over consumers' Leases is disturbed.");
        }
        return problems;
    }

    @Override
    public void close() {
        closing.set(true);
        clockWatch.close();
        upkeep.shutdownNow();
        operator.stop();
        sandboxes.close();
        hosts.close();
        reconciles.shutdownNow();
        annotator.close();
        announcements.close();
        recipes.close();
        catalog.close();
        quotas.close();
        activity.close();
        stepLog.close();
        events.close();
        forgetFrameworkMetrics();
    }

    /// They read the parts of this run; the next run registers its own under the same names.
    private void forgetFrameworkMetrics() {
        List<Meter> stale = meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(FRAMEWORK_METRICS))
                .toList();
        stale.forEach(meters::remove);
    }

    private SandboxController.Parts parts(ControllersOptions options) {
        ControllersOptions.Outside outside = options.outside();
        ControllersOptions.Policy policy = options.policy();
        return new SandboxController.Parts(
                new SandboxController.Supply(catalog::catalog, recipes, backends, board, outside.secrets(), stepLog),
                new SandboxController.Routing(experience, policy.routing()),
                new Tenancy(quotas, policy.tenants().actor(), policy.tenants().project(), policy.tunnel()),
                activity,
                placements -> new CanaryTelemetry(
                        outside.hosts(), outside.reader(), placements, new TelemetrySinks(outside.sinks())),
                announcements);
    }

    private HostProbeController hosts(ControllersOptions options, Surroundings surroundings) {
        ControllersOptions.Outside outside = options.outside();
        return HostProbeController.create(
                surroundings,
                new HostProbeController.Parts(
                        options.home().client(),
                        options.home().namespace(),
                        outside.connections(),
                        outside.hosts(),
                        outside.reader(),
                        board,
                        experience,
                        sandboxes.placements()));
    }

    private Operator operator(ControllersOptions options, KubernetesClient client, Consumer<String> onDisturbance) {
        MicrometerMetrics metrics = MicrometerMetrics.withoutPerResourceMetrics(options.meters());
        return new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withResourceCloner(new SharingCloner(client.getKubernetesSerialization()::clone))
                .withExecutorService(reconciles)
                .withMetrics(metrics)
                .withReconciliationTerminationTimeout(TERMINATION)
                .withStopOnInformerErrorDuringStartup(true)
                .withInformerStoppedHandler((informer, failure) -> {
                    if (closing.compareAndSet(false, true)) {
                        onDisturbance.accept("a watch has ended: " + failure);
                    }
                }));
    }

    private <P extends HasMetadata> void register(Reconciler<P> reconciler) {
        operator.register(
                reconciler,
                configuration -> configuration
                        .watchingAllNamespaces()
                        .withInformerListLimit(PAGE)
                        .withItemStore(new TransformingItemStore<>(ControllerRun::withoutManagedFields))
                        .withReconciliationMaxInterval(SAFETY_INTERVAL)
                        .withRetry(new GenericRetry()
                                .withoutMaxAttempts()
                                .setInitialInterval(2_000)
                                .setIntervalMultiplier(1.6)
                                .setMaxInterval(300_000)));
    }

    /// They are half of an object's size and nobody here reads them.
    private static <P extends HasMetadata> P withoutManagedFields(P read) {
        read.getMetadata().setManagedFields(List.of());
        return read;
    }

    private static void tellCatalogProblem(EventReporter events, ConfigMap map, String problem) {
        events.report(map, EventReporter.Severity.WARNING, "CatalogEntryInvalid", problem);
    }
}
