package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.controllers.sandbox.Wish.InvalidSpec;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

final class WishTest {

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void nothingMeansTheCanaryAndARepositoryMeansTheReferenceProfile() throws InvalidSpec {
        assertThat(wish("{}").profile()).isEqualTo("profile.sandbox-canary");
        assertThat(wish("{\"inputs\":{\"repo\":\"/x\"}}").profile()).isEqualTo("profile.compose-e2e");
        assertThat(wish("{\"profile\":\"profile.x\",\"inputs\":{\"repo\":\"/x\"}}")
                        .profile())
                .isEqualTo("profile.x");
    }

    @Test
    void defaultsAreThoseOfTheApi() throws InvalidSpec {
        Wish wish = wish("{}");
        assertThat(wish.existence()).isEqualTo(Existence.WANTED);
        assertThat(wish.policies().updatesImmediately()).isFalse();
        assertThat(wish.policies().deleteAfter()).isNull();
        assertThat(wish.policies().establishTimeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theRecordIsDeletedOnlyWithThePolicyForIt() throws InvalidSpec {
        assertThat(wish("{\"shutdownPolicy\":\"Delete\"}").policies().deleteAfter())
                .isEqualTo(Duration.ZERO);
        assertThat(wish("{\"shutdownPolicy\":\"Delete\",\"ttlAfterFinished\":\"24h\"}")
                        .policies()
                        .deleteAfter())
                .isEqualTo(Duration.ofHours(24));
        assertThat(wish("{\"ttlAfterFinished\":\"24h\"}").policies().deleteAfter())
                .isNull();
    }

    @Test
    void theDigestIsOfWhatAnIncarnationIsMadeFromAndNothingElse() throws InvalidSpec {
        String digest = wish("{\"profile\":\"profile.x\",\"inputs\":{\"a\":\"1\",\"b\":\"2\"}}")
                .digest();
        assertThat(
                        wish("{\"inputs\":{\"b\":\"2\",\"a\":\"1\"},\"profile\":\"profile.x\",\"ttl\":\"1h\",\"recreate\":\"r\"}")
                                .digest())
                .isEqualTo(digest);
        assertThat(wish("{\"profile\":\"profile.x\",\"inputs\":{\"a\":\"1\"}}").digest())
                .isNotEqualTo(digest);
        assertThat(wish("{\"profile\":\"profile.x\",\"host\":\"h\",\"inputs\":{\"a\":\"1\",\"b\":\"2\"}}")
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void aSpecThatCannotBeReadOrHoldsNonsenseIsSaidToBeInvalid() {
        assertThatThrownBy(() -> Wish.of(new Sandbox())).isInstanceOf(InvalidSpec.class);
        assertThatThrownBy(() -> wish("{\"ttl\":\"soon\"}"))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("spec.ttl");
    }

    @Test
    void aDeletedObjectNeedsNoReadableSpec() throws InvalidSpec {
        Sandbox sandbox = new Sandbox();
        sandbox.getMetadata().setDeletionTimestamp("2026-11-22T10:00:00Z");
        assertThat(Wish.of(sandbox).existence()).isEqualTo(Existence.DELETED);
    }

    private Wish wish(String spec) throws InvalidSpec {
        return Wish.of(serialization.unmarshal("{\"spec\":" + spec + "}", Sandbox.class));
    }
}
