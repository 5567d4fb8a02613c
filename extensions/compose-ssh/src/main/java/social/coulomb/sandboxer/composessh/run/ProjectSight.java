package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.inventory.SandboxMarkers;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// What was seen of a project in one look. Complete: a list that could not be read makes no sight.
///
/// @param others names of networks, volumes, pods, images and halves of containers
/// @param plan empty before a project was first brought up
/// @param gates how many rules of the firewall close its networks; empty where that cannot be read
/// @param interrupted whether an attempt to bring it up began and did not come to its end
record ProjectSight(
        List<SeenContainer> containers,
        List<Thing> others,
        boolean directory,
        String markerText,
        Optional<ProjectPlan> plan,
        Optional<Integer> gates,
        boolean interrupted) {

    /// @param kind network, volume, pod, image, or half of a container
    /// @param owner null-free; empty for kinds that carry no labels
    record Thing(String kind, String name, Optional<Owner> owner) {}

    /// @throws ExtensionFailure.Transient when anything could not be read: then nothing is known to be absent
    static ProjectSight read(HostOperation operation, ProjectSite site) throws ExtensionFailure {
        SectionedOutput output = operation.run(ProjectScripts.look(site));
        List<Thing> others = new ArrayList<>();
        for (String kind : List.of("network", "volume")) {
            text(output, kind + "s").lines().map(line -> owned(kind, line)).forEach(others::add);
        }
        for (String kind : List.of("pod", "image", "half")) {
            text(output, kind.equals("half") ? "halves" : kind + "s")
                    .lines()
                    .map(name -> new Thing(kind, name, Optional.empty()))
                    .forEach(others::add);
        }
        return new ProjectSight(
                SeenContainer.parse(text(output, "containers")),
                List.copyOf(others),
                text(output, "directory").equals("present"),
                text(output, "marker"),
                ProjectPlan.read(text(output, "plan")),
                number(text(output, "gates")),
                !text(output, "interrupted").isEmpty());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Thing owned(String kind, String line) {
        String[] fields = (line + "||").split("\\|", -1);
        return new Thing(kind, fields[0], Optional.of(new Owner(fields[1], fields[2])));
    }

    private static String text(SectionedOutput output, String section) throws ExtensionFailure.Transient {
        SectionedOutput.Section read = output.section(section)
                .orElseThrow(() -> new ExtensionFailure.Transient(
                        "HostUnreadable", "The host's answer has no list of its " + section + "."));
        if (!read.succeeded()) {
            throw new ExtensionFailure.Transient(
                    "HostUnreadable", "The host cannot tell its " + section + ": " + read.complaint());
        }
        return read.text();
    }

    boolean isEmpty() {
        return containers.isEmpty() && others.isEmpty() && !directory && gates.orElse(0) == 0;
    }

    Optional<SandboxMarker> marker() {
        return SandboxMarkers.read(markerText);
    }

    /// @throws ExtensionFailure.NotOurs when anything says to be another's, or a directory does not say whose
    ///     it is
    void requireOurs(SandboxIdentity identity) throws ExtensionFailure.NotOurs {
        for (SeenContainer container : containers) {
            if (!container.owner().is(identity)) {
                throw notOurs("container " + container.name());
            }
        }
        for (Thing thing : others) {
            if (thing.owner().isPresent() && !thing.owner().get().is(identity)) {
                throw notOurs(thing.kind() + " " + thing.name());
            }
        }
        if (!directory || markerText.isEmpty()) {
            return;
        }
        boolean ours = marker().filter(marker -> marker.installation().equals(identity.installation())
                        && marker.uid().equals(identity.uid())
                        && marker.incarnation() == identity.incarnation())
                .isPresent();
        if (!ours) {
            throw notOurs("directory " + identity.sandboxId());
        }
    }

    private static ExtensionFailure.NotOurs notOurs(String what) {
        return new ExtensionFailure.NotOurs(
                "NotOurs", "On the host, " + what + " belongs to another sandbox or installation: it is left alone.");
    }

    /// Everything that the engine holds, by kind, in the order in which it can be removed.
    Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        if (!containers.isEmpty()) {
            names.put("container", containers.stream().map(SeenContainer::name).toList());
        }
        for (String kind : List.of("half", "pod", "network", "volume", "image")) {
            List<String> ofKind = others.stream()
                    .filter(thing -> thing.kind().equals(kind))
                    .map(Thing::name)
                    .distinct()
                    .toList();
            if (!ofKind.isEmpty()) {
                names.put(kind, ofKind);
            }
        }
        return names;
    }

    /// The running containers that want to end by themselves, and how long that may take. None of a project
    /// that was never whole: nothing in it is worth waiting for.
    Map<String, Duration> stopGraces() {
        Map<String, Duration> graces = new LinkedHashMap<>();
        if (interrupted) {
            return graces;
        }
        for (ProjectPlan.PlannedService service :
                plan.map(ProjectPlan::services).orElse(List.of())) {
            String grace = service.stopGrace();
            if (grace != null) {
                container(service.name())
                        .filter(SeenContainer::isRunning)
                        .ifPresent(container -> graces.put(container.name(), ComposeDuration.parse(grace)));
            }
        }
        return graces;
    }

    /// What keeps the sandbox from being whole, one sentence each; empty when it runs.
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (!directory || marker().isEmpty()) {
            findings.add("the sandbox's directory or its marker is missing");
        }
        if (interrupted) {
            findings.add("bringing it up was begun and not finished");
        }
        if (plan.isEmpty()) {
            findings.add("the project was not brought up yet");
            return findings;
        }
        int wanted = plan.get().gates();
        if (gates.filter(found -> found < wanted).isPresent()) {
            findings.add("the host's firewall has lost rules that close the sandbox's networks");
        }
        for (ProjectPlan.PlannedService service : plan.get().services()) {
            Optional<SeenContainer> container = container(service.name());
            if (container.isEmpty()) {
                findings.add("service " + service.name() + " has no container");
            } else if (!container.get().isRunning()
                    && !(service.oneShot() && container.get().hasEndedWell())) {
                findings.add(
                        "service " + service.name() + " is " + container.get().status());
            }
        }
        return findings;
    }

    Optional<SeenContainer> container(String service) {
        return containers.stream()
                .filter(container -> container.service().equals(service))
                .findFirst();
    }
}
