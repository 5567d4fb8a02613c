package social.coulomb.sandboxer.saasstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

class StubSettingsTest {

    @Test
    void withoutAnyKnobItIsFreeAndImmediate() throws Exception {
        assertThat(read("{}"))
                .isEqualTo(new StubSettings(
                        Latency.NONE, Latency.NONE, Latency.NONE, 0, Fault.TRANSIENT, null, BigDecimal.ZERO, "local"));
    }

    @Test
    void everyKnobIsRead() throws Exception {
        assertThat(read("{provision_ms: {min: 10, max: 20}, teardown_ms: 3, observe_ms: 4, failure_rate: 0.25,"
                        + " failure: waiting, quota: 7, cost_per_hour_usd: 1.5, region: eu-west,"
                        + " credential_env: STUB_KEY, secret_ref: stub.key}"))
                .isEqualTo(new StubSettings(
                        new Latency(Duration.ofMillis(10), Duration.ofMillis(20)),
                        Latency.fixed(Duration.ofMillis(3)),
                        Latency.fixed(Duration.ofMillis(4)),
                        0.25,
                        Fault.WAITING,
                        7,
                        new BigDecimal("1.5"),
                        "eu-west"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{provision: 5} | config.provision is not known: known are cost_per_hour_usd",
                "{provision_ms: -1} | config.provision_ms must be a whole number from 0",
                "{provision_ms: fast} | config.provision_ms must be a whole number",
                "{provision_ms: {min: 1}} | config.provision_ms.max must be a whole number",
                "{provision_ms: {min: 1, max: 2, mean: 1}} | config.provision_ms.mean is not known",
                "{teardown_ms: {min: 9, max: 2}} | config.teardown_ms has a max below its min",
                "{observe_ms: 99999999} | config.observe_ms must be a whole number from 0 to 3600000",
                "{failure_rate: 1.5} | config.failure_rate must be a number from 0 to 1",
                "{failure_rate: often} | config.failure_rate must be a number from 0 to 1",
                "{failure: fatal} | config.failure must be one of transient, refused, waiting",
                "{quota: -1} | config.quota must be a whole number",
                "{cost_per_hour_usd: -0.1} | config.cost_per_hour_usd must be a number from 0",
                "{region: EU West} | config.region must be lower-case"
            })
    void aWrongKnobIsNamed(String config, String message) {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> read(config))
                .withMessageContaining("ext.saas-stub: " + message);
    }

    @Test
    void aLatencyIsDrawnBetweenItsBounds() {
        Latency latency = new Latency(Duration.ofMillis(10), Duration.ofMillis(20));
        Random random = new Random(1);
        for (int index = 0; index < 1_000; index++) {
            assertThat(latency.draw(random)).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
        }
    }

    private static StubSettings read(String config) throws ExtensionFailure.Refused {
        return StubSettings.read(StubFixture.descriptor(config));
    }
}
