package social.coulomb.sandboxer.app.command.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;

class StaleAgeTest {

    @Test
    void hoursAreUnderstoodWithAndWithoutTheirUnit() throws Exception {
        assertThat(StaleAge.parse("24")).isEqualTo(StaleAge.parse("24h")).isEqualTo(new StaleAge(24));
        assertThat(StaleAge.parse("90m")).isEqualTo(new StaleAge(1.5));
        assertThatThrownBy(() -> StaleAge.parse("yesterday"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("24h");
    }

    @Test
    void onlyWhatIsOldEnoughIsShownAndWhatHasNoAge() throws Exception {
        StaleAge age = StaleAge.parse("24");

        assertThat(age.lets(aged(24.0))).isTrue();
        assertThat(age.lets(aged(23.9))).isFalse();
        assertThat(age.lets(new StaleEntry("zombie_record", "abc", null, null, "inspect")))
                .isTrue();
        assertThat(StaleAge.parse(null).lets(aged(0))).isTrue();
    }

    @Test
    void theOriginalsEnvironmentGivesDefaultsForHosts() {
        Map<String, String> environment = Map.of(
                "SANDBOXER_SSH_USER", "ops", "SANDBOXER_SSH_KEY", " ", "SANDBOXER_COMPOSE_CMD", "podman-compose");

        assertThat(HostDefaults.from(environment::get)).isEqualTo(new HostDefaults("ops", null, "podman-compose"));
    }

    private static StaleEntry aged(double hours) {
        return new StaleEntry("aged_dir", "abc", "/tmp/sandboxer/abc", hours, "reap");
    }
}
