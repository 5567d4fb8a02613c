package social.coulomb.sandboxer.controllers.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.crds.SandboxerApi;

final class UseLeasesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aLeaseSpeaksOfTheSandboxOfItsOwnNamespaceWithTheIdInItsLabel() {
        assertThat(UseLeases.sandbox(lease("a", NOON, 60))).isEqualTo(new SandboxKey("team", "0123456789ab"));
    }

    @Test
    void aLeaseHoldsForItsDurationFromItsRenewal() {
        UseLease use = UseLeases.read(lease("a", NOON, 60)).orElseThrow();
        assertThat(use.isFresh(NOON.plusSeconds(59))).isTrue();
        assertThat(use.isFresh(NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void aLeaseThatDoesNotSayUntilWhenItHoldsSaysNothing() {
        assertThat(UseLeases.read(lease("a", NOON, null))).isEmpty();
        assertThat(UseLeases.read(lease("a", null, 60))).isEmpty();
    }

    @Test
    void ofSeveralConsumersTheOneThatHoldsOnLongestCounts() {
        assertThat(UseLeases.longest(List.of(lease("a", NOON, 60), lease("b", NOON.minusSeconds(30), 600))))
                .hasValueSatisfying(use -> assertThat(use.holder()).isEqualTo("b"));
    }

    @Test
    void aRenewalInTimeWakesNobody() {
        assertThat(UseLeases.isNews(lease("a", NOON, 60), lease("a", NOON.plusSeconds(20), 60)))
                .isFalse();
    }

    @Test
    void aLeaseThatComesBackOrEndsSoonerIsNews() {
        assertThat(UseLeases.isNews(lease("a", NOON, 60), lease("a", NOON.plusSeconds(61), 60)))
                .isTrue();
        assertThat(UseLeases.isNews(lease("a", NOON, 60), lease("a", NOON, 1))).isTrue();
        assertThat(UseLeases.isNews(lease("a", NOON, 60), lease("a", null, 60))).isTrue();
    }

    private static Lease lease(String holder, @Nullable Instant renewedAt, @Nullable Integer seconds) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("use")
                .addToLabels(SandboxerApi.ACTIVITY_LABEL, "0123456789ab")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withRenewTime(renewedAt == null ? null : renewedAt.atZone(ZoneOffset.UTC))
                .withLeaseDurationSeconds(seconds)
                .endSpec()
                .build();
    }
}
