package social.coulomb.sandboxer.saasstub;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// Reads a descriptor's `config` strictly: what nobody has asked for when all is read is unknown.
final class ConfigReader {

    private static final int LONGEST = 3_600_000;

    private final ExtensionDescriptor descriptor;
    private final Set<String> known = new TreeSet<>();

    ConfigReader(ExtensionDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Nullable
    JsonNode find(String key) {
        known.add(key);
        JsonNode value = descriptor.config().get(key);
        return value == null || value.isNull() ? null : value;
    }

    void ignore(String... keys) {
        known.addAll(List.of(keys));
    }

    /// A number of milliseconds, or `{min, max}` for something in between; nothing means at once.
    Latency latency(String key) throws ExtensionFailure.Refused {
        JsonNode value = find(key);
        if (value == null) {
            return Latency.NONE;
        }
        if (!value.isObject()) {
            return Latency.fixed(milliseconds(key, value));
        }
        for (String name : (Iterable<String>) value::fieldNames) {
            if (!Set.of("min", "max").contains(name)) {
                throw refused(key + "." + name, "is not known: only min and max are");
            }
        }
        Duration least = milliseconds(key + ".min", value.get("min"));
        Duration most = milliseconds(key + ".max", value.get("max"));
        if (most.compareTo(least) < 0) {
            throw refused(key, "has a max below its min");
        }
        return new Latency(least, most);
    }

    /// A number from 0 to a bound; nothing means 0.
    BigDecimal decimal(String key, BigDecimal most) throws ExtensionFailure.Refused {
        JsonNode value = find(key);
        if (value == null) {
            return BigDecimal.ZERO;
        }
        boolean inRange = value.isNumber()
                && Double.isFinite(value.doubleValue())
                && value.decimalValue().signum() >= 0
                && value.decimalValue().compareTo(most) <= 0;
        if (!inRange) {
            throw refused(key, "must be a number from 0 to " + most);
        }
        return value.decimalValue();
    }

    int whole(String key, @Nullable JsonNode value, int most) throws ExtensionFailure.Refused {
        if (value == null || !value.isInt() || value.intValue() < 0 || value.intValue() > most) {
            throw refused(key, "must be a whole number from 0 to " + most);
        }
        return value.intValue();
    }

    void refuseUnknown() throws ExtensionFailure.Refused {
        Set<String> unknown = new TreeSet<>(descriptor.config().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw refused(unknown.iterator().next(), "is not known: known are " + String.join(", ", known));
        }
    }

    ExtensionFailure.Refused refused(String key, String message) {
        return new ExtensionFailure.Refused(
                "DescriptorInvalid", descriptor.id().value() + ": config." + key + " " + message);
    }

    private Duration milliseconds(String key, @Nullable JsonNode value) throws ExtensionFailure.Refused {
        return Duration.ofMillis(whole(key, value, LONGEST));
    }
}
