package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuota;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Actor;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

final class TenancyIT {

    private static final String E2E = "{profile: profile.compose-e2e}";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aNamespaceThatHasAllItMayHaveLetsTheOthersWaitForTheirTurn() throws Exception {
        quota("2");
        fixture.start();
        List<String> names = List.of("a", "b", "c", "d");
        names.forEach(name -> fixture.sandbox(name, E2E));
        names.forEach(name -> fixture.await(
                name, status -> status.state() == SandboxState.READY || "QuotaReached".equals(routed(status))));
        List<String> waiting = names.stream().filter(this::isWaiting).toList();
        assertThat(waiting).hasSize(2);
        SandboxStatus queued = status(requireNonNull(fixture.find(waiting.getFirst())));
        assertThat(queued.state()).isEqualTo(SandboxState.REQUESTED);
        assertThat(requireNonNull(ControllersFixture.condition(queued, "Reconciling"))
                        .holds())
                .isTrue();

        names.stream().filter(name -> !waiting.contains(name)).forEach(fixture::delete);
        waiting.forEach(name -> fixture.awaitState(name, SandboxState.READY));
    }

    @Test
    void aRaisedQuotaLetsThoseWhoWaitGoOn() throws Exception {
        quota("0");
        fixture.start();
        fixture.sandbox("a", E2E);
        fixture.await("a", status -> "QuotaReached".equals(routed(status)));
        quota("1");
        fixture.awaitState("a", SandboxState.READY);
    }

    @Test
    void aQuotaThatCannotBeReadIsNamedAndGivesNobodyMore() throws Exception {
        quota("plenty");
        fixture.start();
        fixture.sandbox("a", E2E);
        SandboxStatus status = status(fixture.await("a", each -> "QuotaUnreadable".equals(routed(each))));
        assertThat(requireNonNull(ControllersFixture.condition(status, "Routed"))
                        .message())
                .contains(SandboxerApi.MAX_SANDBOXES_ANNOTATION, "plenty");
    }

    @Test
    void manyAtOnceNeverHaveMoreThanTheirQuota() throws Exception {
        fixture.policy = ControllersOptions.Policy.STANDARD.with(
                new ControllersOptions.Tenants(null, null, new NamespaceQuota.Limited(3)));
        fixture.start();
        for (int index = 0; index < 25; index++) {
            fixture.sandbox("many-" + index, "{profile: profile.compose-e2e, ttl: 1s}");
        }
        for (int index = 0; index < 25; index++) {
            fixture.awaitState("many-" + index, SandboxState.DESTROYED);
        }
        assertThat(fixture.backend.mostAtOnce()).isLessThanOrEqualTo(3);
    }

    @Test
    void whoAskedStandsInTheStatusWithTheDefaultsFilledIn() throws Exception {
        fixture.policy = ControllersOptions.Policy.STANDARD.with(
                new ControllersOptions.Tenants(Actor.ATM, "nightly", new NamespaceQuota.Unlimited()));
        fixture.start();
        fixture.sandbox("a", "{profile: profile.compose-e2e, consumer: {actor: agt, runId: run-7}}");
        SandboxStatus status = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(status.consumer()).isEqualTo(new Consumer(Actor.AGT, "nightly", "run-7"));
        assertThat(fixture.client
                        .resources(Sandbox.class)
                        .inNamespace("default")
                        .withField("status.consumer.project", "nightly")
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(fixture.client
                        .resources(Sandbox.class)
                        .inNamespace("default")
                        .withField("status.consumer.project", "others")
                        .list()
                        .getItems())
                .isEmpty();
    }

    private void quota(String text) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("default")
                .addToAnnotations(SandboxerApi.MAX_SANDBOXES_ANNOTATION, text)
                .endMetadata()
                .build();
        fixture.client
                .resource(namespace)
                .fieldManager("admin")
                .forceConflicts()
                .serverSideApply();
    }

    private boolean isWaiting(String name) {
        return "QuotaReached".equals(routed(status(requireNonNull(fixture.find(name)))));
    }

    private static String routed(SandboxStatus status) {
        Condition condition = ControllersFixture.condition(status, "Routed");
        return condition == null ? "" : condition.reason();
    }
}
