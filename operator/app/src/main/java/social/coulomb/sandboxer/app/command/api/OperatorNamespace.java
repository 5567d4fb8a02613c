package social.coulomb.sandboxer.app.command.api;

import picocli.CommandLine.Option;

/// Where the controllers keep what is theirs: the catalog and their Lease.
public final class OperatorNamespace {

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            defaultValue = "sandboxer-system",
            description = "The controllers' own namespace (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private String name;

    public String name() {
        return name;
    }
}
