package social.coulomb.sandboxer.app.command.host;

import picocli.CommandLine.Command;

/// `sandboxer hosts`: the hosts that there are, and hosts declared from here in place of a manifest.
@Command(
        name = "hosts",
        description = "Shows hosts, declares them, says which of their keys to trust, and releases them.",
        mixinStandardHelpOptions = true,
        subcommands = {ListHostsCommand.class, AddHostCommand.class, TrustHostCommand.class, RemoveHostCommand.class})
public final class HostsCommand {}
