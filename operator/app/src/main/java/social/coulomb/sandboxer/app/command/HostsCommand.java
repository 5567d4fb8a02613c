package social.coulomb.sandboxer.app.command;

import picocli.CommandLine.Command;

/// `sandboxer hosts`: hosts declared from the command line, in place of a manifest.
@Command(
        name = "hosts",
        description = "Declares hosts, and says which of their keys to trust.",
        mixinStandardHelpOptions = true,
        subcommands = {AddHostCommand.class, TrustHostCommand.class})
public final class HostsCommand {}
