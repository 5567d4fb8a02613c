package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.StepOutput;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Compares what a profile asks for with what was seen to hold. Pure.
public final class Enforcement {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Profile profile;
    private final ContainedProject project;
    private final NetworkSites networks;

    Enforcement(Profile profile, ContainedProject project, NetworkSites networks) {
        this.profile = profile;
        this.project = project;
        this.networks = networks;
    }

    /// What can never hold, known before anything is made.
    static List<EnforcementGap> certain(Profile profile, ContainedProject project) {
        List<EnforcementGap> gaps = new ArrayList<>();
        if (profile.network().defaultAction() != Profile.NetworkDefault.DENY) {
            return gaps;
        }
        if (!profile.network().egress().isEmpty()) {
            gaps.add(new EnforcementGap(
                    "network.egress", "single destinations cannot be opened on this backend: all of them stay closed"));
        }
        if (project.services().stream()
                .anyMatch(service -> !service.builtImage().isEmpty())) {
            gaps.add(new EnforcementGap(
                    "network.default",
                    "images are built with the engine's own network, before the sandbox's is closed"));
        }
        return gaps;
    }

    /// @param verified the lines that the look from inside printed
    List<EnforcementGap> gaps(String verified, List<SeenContainer> containers) {
        List<EnforcementGap> gaps = new ArrayList<>(certain(profile, project));
        if (profile.network().defaultAction() == Profile.NetworkDefault.DENY) {
            networkGaps(verified).forEach(reason -> gaps.add(new EnforcementGap("network.default", reason)));
        }
        limitGaps(containers)
                .forEach((field, services) -> gaps.add(new EnforcementGap(
                        "resources." + field, "the engine did not take the limit of " + String.join(", ", services))));
        return gaps;
    }

    /// @throws ExtensionFailure.Refused when the profile requires what can never hold here
    public static void refuseImpossible(Profile profile, ContainedProject project) throws ExtensionFailure {
        refuseRequired(profile, certain(profile, project), "");
    }

    /// @param verified what the look from inside said, for who wants to know more
    /// @throws ExtensionFailure.Refused when something does not hold that the profile requires
    static void refuseRequired(Profile profile, List<EnforcementGap> gaps, String verified) throws ExtensionFailure {
        for (EnforcementGap gap : gaps) {
            Profile.Enforcement wish = gap.field().startsWith("network.")
                    ? profile.network().enforcement()
                    : profile.resources().enforcement();
            if (wish == Profile.Enforcement.REQUIRED) {
                throw new ExtensionFailure.Refused(
                                "NotEnforceable",
                                "Profile " + profile.id() + " requires " + gap.field() + ", and on this host "
                                        + gap.reason() + ".")
                        .with(new StepOutput("verify", verified));
            }
        }
    }

    private List<String> networkGaps(String verified) {
        List<String> reasons = new ArrayList<>();
        verified.lines()
                .filter(line -> line.startsWith("reached: "))
                .map(line -> line.substring("reached: ".length()))
                .distinct()
                .forEach(reached -> reasons.add("from inside, " + reached + " can be reached"));
        boolean open =
                networks.byKey().values().stream().anyMatch(network -> network.gate() == NetworkSite.Gate.MISSING);
        if (open && reasons.isEmpty()) {
            reasons.add(
                    "the host's firewall could not be set (that needs root there), so that services of the host that"
                            + " listen on all addresses can be reached");
        }
        verified.lines()
                .filter(line -> line.startsWith("unknown: "))
                .findFirst()
                .ifPresent(line -> reasons.add("it could not be verified: " + line.substring("unknown: ".length())));
        return reasons;
    }

    private Map<String, List<String>> limitGaps(List<SeenContainer> containers) {
        Map<String, List<String>> gaps = new LinkedHashMap<>();
        for (SeenContainer container : containers) {
            JsonNode wanted = project.file().path("services").path(container.service());
            SeenContainer.Limits limits = container.limits();
            if (wanted.hasNonNull("cpus")
                    && wanted.path("cpus").decimalValue().multiply(NANOS).longValue() != limits.nanoCpus()) {
                gaps.computeIfAbsent("cpu", field -> new ArrayList<>()).add(container.service());
            }
            if (wanted.hasNonNull("mem_limit") && wanted.path("mem_limit").asLong() != limits.memory()) {
                gaps.computeIfAbsent("memory_mb", field -> new ArrayList<>()).add(container.service());
            }
            if (wanted.hasNonNull("pids_limit") && wanted.path("pids_limit").asLong() != limits.pids()) {
                gaps.computeIfAbsent("pids", field -> new ArrayList<>()).add(container.service());
            }
        }
        return gaps;
    }
}
