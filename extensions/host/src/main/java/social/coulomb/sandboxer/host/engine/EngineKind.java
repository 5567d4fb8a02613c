package social.coulomb.sandboxer.host.engine;

/// The engines that are known.
public enum EngineKind {
    DOCKER("docker"),
    PODMAN("podman");

    private final String command;

    EngineKind(String command) {
        this.command = command;
    }

    /// The name of its command line.
    public String command() {
        return command;
    }
}
