package social.coulomb.sandboxer.saasstub;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// The knobs of a descriptor's `config`.
///
/// @param provision how long a provision takes, half of it with the sandbox half made
/// @param teardown how long a teardown takes
/// @param observe how long a look takes
/// @param failureRate how often a provision fails, from 0 to 1
/// @param failure how it fails then
/// @param quota the most sandboxes at once; null means no bound
/// @param costPerHourUsd what each hour of a sandbox's existence costs
/// @param region where it is said to run
record StubSettings(
        Latency provision,
        Latency teardown,
        Latency observe,
        double failureRate,
        Fault failure,
        @Nullable Integer quota,
        BigDecimal costPerHourUsd,
        String region) {

    private static final int MOST_SANDBOXES = 1_000_000;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal(10_000);

    /// @throws ExtensionFailure.Refused naming the first key that is unknown or has no usable value
    static StubSettings read(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {
        ConfigReader config = new ConfigReader(descriptor);
        StubSettings settings = new StubSettings(
                config.latency("provision_ms"),
                config.latency("teardown_ms"),
                config.latency("observe_ms"),
                config.decimal("failure_rate", BigDecimal.ONE).doubleValue(),
                failure(config),
                quota(config),
                config.decimal("cost_per_hour_usd", HIGHEST_PRICE),
                region(config));
        config.ignore("credential_env", "secret_ref");
        config.refuseUnknown();
        return settings;
    }

    private static Fault failure(ConfigReader config) throws ExtensionFailure.Refused {
        JsonNode value = config.find("failure");
        return value == null
                ? Fault.TRANSIENT
                : Fault.of(value.asText())
                        .orElseThrow(() -> config.refused("failure", "must be one of " + Fault.WORDS));
    }

    private static @Nullable Integer quota(ConfigReader config) throws ExtensionFailure.Refused {
        JsonNode value = config.find("quota");
        return value == null ? null : config.whole("quota", value, MOST_SANDBOXES);
    }

    private static String region(ConfigReader config) throws ExtensionFailure.Refused {
        JsonNode value = config.find("region");
        if (value == null) {
            return "local";
        }
        if (!value.isTextual() || !value.textValue().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw config.refused("region", "must be lower-case letters, digits and '-', such as eu-west");
        }
        return value.textValue();
    }
}
