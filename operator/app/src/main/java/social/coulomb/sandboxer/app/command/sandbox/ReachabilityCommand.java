package social.coulomb.sandboxer.app.command.sandbox;

import picocli.CommandLine.Command;

/// `sandboxer reachability`: how consumers get in. Nothing is ever opened by it.
@Command(
        name = "reachability",
        description = "Tells how a sandbox is reached.",
        mixinStandardHelpOptions = true,
        subcommands = ShowReachabilityCommand.class)
public final class ReachabilityCommand {}
