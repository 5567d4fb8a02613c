package social.coulomb.sandboxer.app.command;

import picocli.CommandLine.Command;

/// `sandboxer hosts`: hosts declared from the command line, in place of a manifest.
@Command(
        name = "hosts",
        description = "Declares hosts, says which of their keys to trust, and releases them.",
        mixinStandardHelpOptions = true,
        subcommands = {AddHostCommand.class, TrustHostCommand.class, RemoveHostCommand.class})
public final class HostsCommand {}
