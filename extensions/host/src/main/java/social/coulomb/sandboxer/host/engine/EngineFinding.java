package social.coulomb.sandboxer.host.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.host.shell.SectionedOutput.Section;

/// Judges what a host said about its engines. Pure.
final class EngineFinding {
    /// Version 1.0.3 prints podman's version first and spells its own name "podman-composer".
    private static final Pattern PODMAN_COMPOSE = Pattern.compile("podman-composer?\\s+version:?\\s+(\\S+)");

    private final SectionedOutput said;

    private EngineFinding(SectionedOutput said) {
        this.said = said;
    }

    static EngineInfo judge(SectionedOutput said, EngineChoice choice) {
        EngineFinding finding = new EngineFinding(said);
        return switch (choice) {
            case DOCKER -> finding.docker();
            case PODMAN -> finding.podman();
            case AUTO -> finding.firstThatAnswers();
        };
    }

    private EngineInfo firstThatAnswers() {
        EngineInfo docker = docker();
        EngineInfo podman = podman();
        if (docker.isUsable()) {
            return docker;
        }
        if (podman.isUsable()) {
            return podman;
        }
        if (isInstalled(EngineKind.DOCKER) && !dockerIsPodman()) {
            return docker;
        }
        return isInstalled(EngineKind.PODMAN)
                ? podman
                : unusable(EngineKind.PODMAN, "the host has neither docker nor podman; install one of them");
    }

    private EngineInfo docker() {
        if (!isInstalled(EngineKind.DOCKER)) {
            return unusable(EngineKind.DOCKER, "the host has no docker; install it or set engine: podman");
        }
        if (dockerIsPodman()) {
            return unusable(EngineKind.DOCKER, "docker is podman's stand-in on the host; set engine: podman");
        }
        return engine(
                EngineKind.DOCKER,
                said.text("docker.security").orElse("").contains("rootless"),
                compose("compose.configured", "compose.plugin", "compose.standalone"));
    }

    private EngineInfo podman() {
        if (!isInstalled(EngineKind.PODMAN)) {
            return unusable(EngineKind.PODMAN, "the host has no podman; install it or set engine: docker");
        }
        return engine(
                EngineKind.PODMAN,
                said.text("podman.security").orElse("").equals("true"),
                compose("compose.configured", "compose.podman"));
    }

    private EngineInfo engine(EngineKind kind, boolean rootless, Optional<ComposeInfo> compose) {
        Optional<Section> server = said.section(kind.command() + ".server");
        return new EngineInfo(
                kind,
                server.filter(Section::succeeded)
                        .map(section -> EngineVersion.parse(section.text()))
                        .orElse(EngineVersion.NONE),
                command(kind),
                compose.orElse(null),
                rootless,
                problem(kind, server));
    }

    private @Nullable String problem(EngineKind kind, Optional<Section> server) {
        if (server.isEmpty() || !server.get().succeeded()) {
            String complaint = server.map(Section::complaint).orElse("it was not asked");
            return complaint.contains("permission denied")
                    ? "the account may not use %s on the host: %s".formatted(kind.command(), complaint)
                    : "%s on the host does not answer: %s".formatted(kind.command(), complaint);
        }
        return said.section("compose.configured.version")
                .filter(section -> !section.succeeded())
                .map(section -> "the configured compose command does not run on the host: " + section.complaint())
                .orElse(null);
    }

    private EngineInfo unusable(EngineKind kind, String problem) {
        return new EngineInfo(kind, EngineVersion.NONE, command(kind), null, false, problem);
    }

    private boolean isInstalled(EngineKind kind) {
        return said.text(kind.command() + ".command").isPresent();
    }

    private boolean dockerIsPodman() {
        return said.text("docker.client").orElse("").contains("podman");
    }

    private List<String> command(EngineKind kind) {
        return List.of(said.text(kind.command() + ".command").orElse(kind.command()));
    }

    private Optional<ComposeInfo> compose(String... keys) {
        return Stream.of(keys).flatMap(key -> compose(key).stream()).findFirst();
    }

    private Optional<ComposeInfo> compose(String key) {
        Optional<String> command = said.text(key + ".command");
        Optional<String> answer = said.text(key + ".version");
        if (command.isEmpty() || answer.isEmpty()) {
            return Optional.empty();
        }
        Matcher podmanCompose = PODMAN_COMPOSE.matcher(answer.get());
        if (podmanCompose.find()) {
            return Optional.of(new ComposeInfo(
                    ComposeInfo.Variant.PODMAN_COMPOSE,
                    EngineVersion.parse(podmanCompose.group(1)),
                    command.get().lines().toList()));
        }
        EngineVersion version = EngineVersion.parse(answer.get());
        ComposeInfo.Variant variant =
                version.major() >= 2 ? ComposeInfo.Variant.DOCKER_COMPOSE : ComposeInfo.Variant.DOCKER_COMPOSE_1;
        return Optional.of(
                new ComposeInfo(variant, version, command.get().lines().toList()));
    }
}
