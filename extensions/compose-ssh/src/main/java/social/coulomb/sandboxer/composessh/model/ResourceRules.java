package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Limits of a service: the smaller of what the file asks for and what the profile allows.
///
/// They are written at the service itself, where every compose program reads them.
final class ResourceRules {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}|[0-9]{1,18}(?=b?$))([bkmg]?)b?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "b", 0, "k", 10, "m", 20, "g", 30);

    private final ContainmentRules rules;
    private final Findings findings;

    ResourceRules(ContainmentRules rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    void contain(String path, ObjectNode wanted, ObjectNode contained) {
        JsonNode limits = deployLimits(path, wanted);
        Long memory = smaller(
                smaller(bytes(path + ".mem_limit", wanted.path("mem_limit")), bytes(path, limits.path("memory"))),
                rules.resources().memoryMb() == null
                        ? null
                        : (long) rules.resources().memoryMb() << 20);
        if (memory != null) {
            contained.put("mem_limit", memory);
            contained.put("memswap_limit", memory);
        }
        BigDecimal cpus = smaller(
                smaller(
                        number(path + ".cpus", wanted.path("cpus"), LEAST_CPUS),
                        number(path + ".deploy", limits.path("cpus"), LEAST_CPUS)),
                rules.resources().cpu());
        if (cpus != null) {
            contained.put("cpus", cpus);
        }
        Integer allowed = rules.resources().pids();
        BigDecimal pids = smaller(
                smaller(
                        number(path + ".pids_limit", wanted.path("pids_limit"), BigDecimal.ONE),
                        number(path + ".deploy", limits.path("pids"), BigDecimal.ONE)),
                allowed == null ? null : BigDecimal.valueOf(allowed));
        if (pids != null) {
            contained.put("pids_limit", pids.intValue());
        }
    }

    private JsonNode deployLimits(String path, ObjectNode wanted) {
        ObjectNode deploy = wanted.hasNonNull("deploy")
                ? Fields.object(path + ".deploy", wanted.get("deploy"), findings)
                : wanted.objectNode();
        deploy.properties().forEach(entry -> {
            boolean one = entry.getKey().equals("replicas") && entry.getValue().asInt() == 1;
            if (!one && !Set.of("resources", "labels", "restart_policy").contains(entry.getKey())) {
                findings.add(
                        path + ".deploy." + entry.getKey(), "is not allowed in a sandbox: one container a service");
            }
        });
        JsonNode resources = deploy.path("resources");
        resources.properties().forEach(entry -> {
            if (!Set.of("limits", "reservations").contains(entry.getKey())) {
                findings.addUnknown(path + ".deploy.resources." + entry.getKey());
            }
        });
        if (resources.path("reservations").has("devices")
                || resources.path("limits").has("devices")) {
            findings.add(path + ".deploy.resources", "would hand out a device of the host: remove 'devices'");
        }
        return resources.path("limits");
    }

    private @Nullable Long bytes(String path, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Matcher matcher = SIZE.matcher(value.asText().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            findings.add(path, "'" + value.asText() + "' is no size: write a number and b, k, m or g");
            return null;
        }
        int shift = Optional.ofNullable(SHIFTS.get(matcher.group(2))).orElse(0);
        long bytes = Long.parseLong(matcher.group(1)) << shift;
        // Every engine reads 0 as "no limit", which must not beat the profile's.
        return bytes == 0 ? null : bytes;
    }

    /// @param least engines round down what is smaller, to nothing, which means "no limit"
    private @Nullable BigDecimal number(String path, JsonNode value, BigDecimal least) {
        if (value.isMissingNode() || value.isNull() || value.asText().matches("-1|0(\\.0+)?")) {
            return null;
        }
        if (NUMBER.matcher(value.asText()).matches()) {
            BigDecimal number = new BigDecimal(value.asText());
            if (number.compareTo(least) >= 0) {
                return number;
            }
        }
        findings.add(path, "'" + value.asText() + "' is no number of at least " + least);
        return null;
    }

    private static <T extends Comparable<T>> @Nullable T smaller(@Nullable T left, @Nullable T right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.compareTo(right) <= 0 ? left : right;
    }
}
