package social.coulomb.sandboxer.sdk.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.contract.ExtensionContract;

class FakeExtensionTest extends ExtensionContract {

    private static final String PROFILE = """
            id: profile.fake
            version: "1"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 1h, max: 2h}
            """;

    private final FakeBackend backend = new FakeBackend();
    private final FakeExtension fake = new FakeExtension(backend);

    @Override
    protected Extension extension() {
        return fake;
    }

    @Override
    protected ProvisionRequest validRequest(SandboxIdentity identity) {
        return new ProvisionRequest(identity, profile(), Map.of(), "host-a");
    }

    @Override
    protected ProvisionRequest refusedRequest(SandboxIdentity identity) {
        return new ProvisionRequest(identity, profile(), Map.of("refuse", "yes"), "host-a");
    }

    @Override
    protected ProvisionRequest slowRequest(SandboxIdentity identity) {
        fake.takeToProvision(Duration.ofMinutes(1));
        return validRequest(identity);
    }

    @Test
    void aPlannedFailureBeforeTheDeedLeavesNothing() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        fake.failNext(FakeExtension.Call.PROVISION, new ExtensionFailure.Transient("HostUnreachable", "no route"));

        assertThatExceptionOfType(ExtensionFailure.Transient.class).isThrownBy(() -> provision(request));

        assertThat(backend.names()).isEmpty();
    }

    @Test
    void aLostAnswerLeavesTheSandboxAndTheRetryFindsIt() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        fake.failNextAfterTheDeed(
                FakeExtension.Call.PROVISION, new ExtensionFailure.Transient("AnswerLost", "connection reset"));

        assertThatExceptionOfType(ExtensionFailure.Transient.class).isThrownBy(() -> provision(request));
        provision(request);

        assertThat(backend.creationsOf(request.identity().backendName())).isEqualTo(1);
    }

    @Test
    void whatVanishedBehindTheBackIsAbsent() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        provision(request);

        backend.vanish(request.identity());

        assertThat(observe(request.reference())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void reportedGapsReachTheCaller() throws Exception {
        EnforcementGap gap = new EnforcementGap("resources.pids", "this engine has no such limit");
        fake.reportGaps(List.of(gap));

        assertThat(provision(validRequest(newIdentity())).unenforced()).containsExactly(gap);
    }

    private static Profile profile() {
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("fake.yaml", PROFILE)))
                .find("profile.fake")
                .orElseThrow()
                .value();
    }
}
