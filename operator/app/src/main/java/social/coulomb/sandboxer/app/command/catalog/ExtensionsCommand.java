package social.coulomb.sandboxer.app.command.catalog;

import picocli.CommandLine.Command;

/// `sandboxer extensions`: the backends that there are, and whether they can be used.
@Command(
        name = "extensions",
        description = "Shows the backends that there are, and whether they can be used.",
        mixinStandardHelpOptions = true,
        subcommands = {ListExtensionsCommand.class, ShowExtensionCommand.class})
public final class ExtensionsCommand {}
