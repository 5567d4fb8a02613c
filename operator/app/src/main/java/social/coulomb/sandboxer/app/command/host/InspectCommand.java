package social.coulomb.sandboxer.app.command.host;

import picocli.CommandLine.Command;

/// `sandboxer inspect`: what the controllers last saw on hosts. Nothing is asked from the hosts themselves.
@Command(
        name = "inspect",
        description = "Shows what was last seen on hosts, and what seems to be left behind there.",
        mixinStandardHelpOptions = true,
        subcommands = {InspectHostCommand.class, InspectStaleCommand.class})
public final class InspectCommand {}
